import type { User } from '../api/types';
import type { Texts } from '../i18n/en';
import { sectionsOf } from '../shell/sections';
import { type Language, switchLanguage } from './language';
import { node } from './node';
import { addressOf, go, type View } from './views';

/** The bar above Studio: the product's sections, Studio's two lists, language and user. Plain elements, because nothing of the
 * other pages is loaded here. */
export class Bar {
  private readonly tabs: HTMLAnchorElement[];
  private readonly note = node('span', { className: 'lf-note' });

  constructor(place: HTMLElement, user: User, t: Texts, language: Language) {
    const sections = sectionsOf(user, t).map((section) =>
      node('a', {
        href: section.path,
        textContent: section.label,
        ariaCurrent: section.key === 'studio' ? 'page' : null,
      }),
    );
    this.tabs = [
      tab({ name: 'definitions' }, t.studio.titles.definitions),
      tab({ name: 'instances' }, t.studio.titles.instances),
    ];
    const other = language === 'en' ? 'zh' : 'en';
    const languageButton = node('button', { type: 'button', textContent: other === 'zh' ? '简体中文' : 'English' });
    languageButton.addEventListener('click', () => switchLanguage(other));
    place.replaceChildren(
      brand(t.product),
      menu(t.nav.menu, sections),
      labelled(node('nav', { className: 'lf-tabs' }), t.nav.studio, this.tabs),
      this.note,
      languageButton,
      node('span', {
        className: 'lf-user',
        textContent: user.displayName,
        title: user.roles.map((r) => (t.roles as Record<string, string>)[r] ?? r).join(', '),
      }),
    );
  }

  /** Shows which list the view belongs to. */
  mark(view: View) {
    const list = view.name === 'instance' || view.name === 'instances' ? 'instances' : 'definitions';
    for (const each of this.tabs) each.ariaCurrent = each.dataset.view === list ? 'page' : null;
  }

  say(text: string) {
    this.note.textContent = text;
  }
}

function tab(view: View, label: string) {
  const link = node('a', { href: addressOf(view), textContent: label });
  link.dataset.view = view.name;
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(view);
  });
  return link;
}

function brand(name: string) {
  const link = node('a', { href: '/', className: 'lf-brand', ariaLabel: name });
  link.append(
    node('img', { src: '/favicon.svg', width: 28, height: 28, alt: '' }),
    node('span', { textContent: name }),
  );
  return link;
}

/** Links in a row; on a phone behind one button. */
function menu(label: string, links: HTMLElement[]) {
  const details = node('details', { className: 'lf-menu' });
  const summary = node('summary', { ariaLabel: label, textContent: '☰' });
  details.append(summary, labelled(node('nav', { className: 'lf-sections' }), label, links));
  const wide = window.matchMedia('(min-width: 900px)');
  const fit = () => {
    details.open = wide.matches;
  };
  wide.addEventListener('change', fit);
  fit();
  return details;
}

function labelled(nav: HTMLElement, label: string, children: HTMLElement[]) {
  nav.ariaLabel = label;
  nav.append(...children);
  return nav;
}
