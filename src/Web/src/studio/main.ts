import type { User } from '../api/types';
import { mayDesign, mayPublishFlows, maySeeFlows } from '../shell/sections';
import { Bar } from './bar';
import { Findings } from './findings';
import { Incidents } from './incidents';
import { chosenLanguage, tellStudio, textsOf } from './language';
import { dressActivities } from './looks';
import { showNotices } from './notices';
import { translate } from './overlay';
import { hideForbidden, wordsOfPublication } from './rights';
import { Saves } from './saves';
import { askUser, keepConnected } from './session';
import { Stage } from './stage';
import { addStepNames } from './stepNames';
import { holdPressesWhileTyping } from './typing';
import { addressOf, isSame, type View, viewAt, watchAddress } from './views';
import { words } from './words';

declare const Blazor: { start(): Promise<void> };

const language = chosenLanguage();
const t = textsOf(language);

async function open() {
  tellStudio(language);
  element('loading-text').textContent = t.studio.loading;
  element('loading-hint').textContent = t.studio.loadingHint;
  element('failure-text').textContent = t.studio.failed;
  element('failure-reload').textContent = t.errors.reload;

  const user = await askUser();
  if (!user) return signIn();
  const bar = new Bar(element('bar'), user, t, language);
  if (!maySeeFlows(user)) return refuse(t.errors.forbidden);
  await startStudio(user, bar);
}

async function startStudio(user: User, bar: Bar) {
  const stage = new Stage(element('stage'));
  const findings = new Findings(element('checks'), t, language);
  const incidents = new Incidents(element('incidents'), user, t, language);
  let current: View | null = null;
  showNotices(t.common.close);
  const saves = new Saves(element('stage'), () => void findings.refresh());
  hideForbidden(user);
  await Blazor.start();
  holdPressesWhileTyping();
  const providers = document.createElement('div');
  element('stage').before(providers);
  await keepConnected(providers, signIn);
  const names = await dressActivities(language);
  const publication = wordsOfPublication(user, t);
  const chinese = (text: string) => (language === 'zh' ? (words[text] ?? names.get(text)) : undefined);
  translate(document.body, (text) => publication[text] ?? chinese(text));
  if (!mayDesign(user)) bar.say(mayPublishFlows(user) ? t.studio.publishOnly : t.studio.readOnly);

  const follow = () => {
    const view = viewAt(location.pathname);
    if (!view) return history.replaceState(null, '', addressOf({ name: 'definitions' }));
    if (isSame(view, current)) return;
    const left = current === null ? Promise.resolve() : saves.settled(); // What was drawn last is not saved yet.
    current = view;
    bar.mark(view);
    findings.follow(view);
    incidents.follow(view);
    document.title = `${t.studio.titles[view.name]} · ${t.product}`;
    const ready = language === 'zh' ? addStepNames(view, names) : Promise.resolve();
    void Promise.all([left, ready])
      .then(() => stage.show(view))
      .then(finishLoading);
  };
  watchAddress(follow);
  follow();
}

function finishLoading() {
  element('loading').hidden = true;
}

function refuse(message: string) {
  element('loading').classList.add('lf-refused');
  element('loading-text').textContent = message;
  element('loading-hint').textContent = '';
}

function signIn() {
  location.assign(`/sign-in?from=${encodeURIComponent(location.pathname + location.search)}`);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`studio/index.html has no element with the id "${id}"`);
  return found;
}

open().catch((error: unknown) => {
  console.error(error);
  refuse(t.studio.failed);
});
