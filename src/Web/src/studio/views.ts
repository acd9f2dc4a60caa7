/** What Studio can show, and at which address. There is no router in Studio: it only pushes addresses. */
export type View =
  | { name: 'definitions' }
  | { name: 'definition'; id: string }
  | { name: 'instances' }
  | { name: 'instance'; id: string };

const base = '/studio/';

export function viewAt(path: string): View | null {
  const parts = path
    .slice(base.length)
    .split('/')
    .filter(Boolean)
    .map((part) => decodeURIComponent(part));
  const [workflows, kind, id, page] = parts;
  if (workflows !== 'workflows') return null;
  if (kind === 'definitions') return id && page === 'edit' ? { name: 'definition', id } : { name: 'definitions' };
  if (kind === 'instances') return id && page === 'view' ? { name: 'instance', id } : { name: 'instances' };
  return null;
}

export function addressOf(view: View): string {
  switch (view.name) {
    case 'definitions':
      return `${base}workflows/definitions`;
    case 'definition':
      return `${base}workflows/definitions/${encodeURIComponent(view.id)}/edit`;
    case 'instances':
      return `${base}workflows/instances`;
    case 'instance':
      return `${base}workflows/instances/${encodeURIComponent(view.id)}/view`;
  }
}

export const isSame = (one: View | null, other: View | null) => JSON.stringify(one) === JSON.stringify(other);

/** Calls back at every change of the address, whoever made it. */
export function watchAddress(changed: () => void) {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history);
    history[name] = (...args: Parameters<History['pushState']>) => {
      original(...args);
      queueMicrotask(changed);
    };
  }
  window.addEventListener('popstate', changed);
  document.addEventListener('click', catchRootedLinks, { capture: true });
}

export const go = (view: View) => move(addressOf(view));

/** Studio learns of it as it does of the back button: a list writes its page into the address it knows of, and another one would lead back. */
function move(address: string) {
  history.pushState(null, '', address);
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** Links in Studio's panels start at the root of the site, where other pages live. */
function catchRootedLinks(event: MouseEvent) {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/workflows/"]') : null;
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  move(`/studio${link.pathname}${link.search}`);
}
