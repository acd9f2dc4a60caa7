import { words } from './words';

/** Where texts are the author's own or code. */
const untouched = '.monaco-editor, input, textarea, [contenteditable], .lf-bar, .lf-checks, script, style';
const attributes = ['placeholder', 'title', 'aria-label'];

/** Puts Chinese words over Studio's English ones: its package carries no translation. What equals no listed word stays as it is. */
export function translate(root: HTMLElement, activityNames: Map<string, string>) {
  const find = (text: string) => words[text] ?? activityNames.get(text);
  const visit = (start: Node) => {
    if (start instanceof Text) return translateText(start, find);
    if (!(start instanceof Element) || start.closest(untouched)) return;
    translateAttributes(start, find);
    const walker = document.createTreeWalker(start, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) translateText(node, find);
      else if (node instanceof Element) translateAttributes(node, find);
    }
  };
  visit(root);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'childList') for (const node of change.addedNodes) visit(node);
      else visit(change.target);
    }
  });
  observer.observe(root, {
    childList: true,
    characterData: true,
    subtree: true,
    attributes: true,
    attributeFilter: attributes,
  });
}

function translateText(node: Text, find: (text: string) => string | undefined) {
  const written = node.data;
  const text = written.trim();
  if (!text || node.parentElement?.closest(untouched)) return;
  const chinese = find(text);
  if (chinese && chinese !== text) node.data = written.replace(text, () => chinese);
}

function translateAttributes(element: Element, find: (text: string) => string | undefined) {
  for (const name of attributes) {
    const text = element.getAttribute(name);
    const chinese = text && find(text);
    if (chinese) element.setAttribute(name, chinese);
  }
}
