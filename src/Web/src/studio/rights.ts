import type { User } from '../api/types';
import type { Texts } from '../i18n/en';
import { mayDesign, mayImportFlows, mayPublishFlows } from '../shell/sections';
import { words } from './words';

const forDesigners = ['Run', 'Duplicate', 'Cancel', 'Delete', 'Create workflow'];
const forPublishers = ['Publish', 'Unpublish'];
const things = '.mud-menu-item, elsa-workflow-definition-list .mud-button-root';

/** Hides what the user may not do. Studio knows one right over a flow and one over the list, and shows everything to whoever has either;
 * instances are never imported. The server refuses all of it as well. */
export function hideForbidden(user: User) {
  const importer = mayImportFlows(user);
  const forbidden = new Set([
    ...(mayDesign(user) ? [] : forDesigners),
    ...(mayPublishFlows(user) ? [] : mayDesign(user) ? ['Unpublish'] : forPublishers),
  ]);
  for (const text of [...forbidden]) forbidden.add(words[text] ?? text);
  const fit = () => {
    const imports = importer && !location.pathname.includes('/instances');
    for (const thing of document.querySelectorAll<HTMLElement>(things)) {
      const text = thing.textContent?.trim() ?? '';
      const isImport = text === 'Import' || text === words.Import;
      thing.classList.toggle('lf-forbidden', forbidden.has(text) || (isImport && !imports));
    }
    document.body.classList.toggle('lf-imports', imports);
  };
  new MutationObserver(fit).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** What Studio says of a publication, for those who only ask for one. */
export function wordsOfPublication(user: User, t: Texts): Record<string, string> {
  if (mayPublishFlows(user) || !mayDesign(user)) return {};
  return { Publish: t.studio.ask, 'Publish workflow': t.studio.ask, 'Workflow published': t.studio.asked };
}
