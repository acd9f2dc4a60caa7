import type { User } from '../api/types';
import { mayDesign, maySeeFlows } from '../shell/sections';
import { Bar } from './bar';
import { Findings } from './findings';
import { chosenLanguage, tellStudio, textsOf } from './language';
import { dressActivities } from './looks';
import { showNotices } from './notices';
import { translate } from './overlay';
import { watchSaves } from './saves';
import { askUser, keepConnected } from './session';
import { Stage } from './stage';
import { addStepNames } from './stepNames';
import { addressOf, isSame, type View, viewAt, watchAddress } from './views';

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
  const findings = mayDesign(user) ? new Findings(element('checks'), t, language) : null;
  let current: View | null = null;
  showNotices(t.common.close);
  if (findings) watchSaves(() => void findings.refresh());
  await Blazor.start();
  const providers = document.createElement('div');
  element('stage').before(providers);
  await keepConnected(providers, signIn);
  const words = await dressActivities(language);
  if (language === 'zh') translate(document.body, words);
  if (!mayDesign(user)) bar.say(t.studio.readOnly);

  const follow = () => {
    const view = viewAt(location.pathname);
    if (!view) return history.replaceState(null, '', addressOf({ name: 'definitions' }));
    if (isSame(view, current)) return;
    current = view;
    bar.mark(view);
    findings?.follow(view);
    document.title = `${t.studio.titles[view.name]} · ${t.product}`;
    const ready = language === 'zh' ? addStepNames(view, words) : Promise.resolve();
    void ready.then(() => stage.show(view)).then(finishLoading);
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
