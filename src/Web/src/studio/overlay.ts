/** Where texts are the author's own or code. */
const untouched =
  '.monaco-editor, input, textarea, [contenteditable], .lf-bar, .lf-checks, .lf-incidents, script, style';
const attributes = ['placeholder', 'title', 'aria-label'];

/** Puts other words over Studio's English ones: its package carries no translation. For which none is found stays as it is. */
export function translate(root: HTMLElement, find: (text: string) => string | undefined) {
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
  const other = find(text);
  if (other && other !== text) node.data = written.replace(text, () => other);
}

function translateAttributes(element: Element, find: (text: string) => string | undefined) {
  for (const name of attributes) {
    const text = element.getAttribute(name);
    const other = text && find(text);
    if (other) element.setAttribute(name, other);
  }
}
