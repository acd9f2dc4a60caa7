import { useEffect, useRef } from 'react';
import type { Doings } from './shortcuts';

/** Single-key shortcuts. They are silent while someone types, and while a dialog asks a question; only Ctrl+Enter sends from
 * wherever one is. */
export function useKeys(doings: Doings, isOn = true) {
  const latest = useRef(doings);
  latest.current = doings;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const doing = latest.current[nameOf(event) as keyof Doings];
      if (!doing || event.defaultPrevented || isElsewhere(event)) return;
      event.preventDefault();
      doing();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn]);
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return key === 'Enter' ? 'Ctrl+Enter' : undefined;
  return shiftKey && /^[a-z]$/i.test(key) ? `Shift+${key.toUpperCase()}` : key;
}

/** Enter belongs to the button that has the focus, letters to the field that is typed in. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return true;
  if (event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return false;
  const own = event.key === 'Enter' ? 'button, a, [role="tab"], [role="menuitem"]' : null;
  return (
    event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], [role="combobox"]') !==
      null ||
    event.target.closest('[role="menu"]') !== null ||
    (own !== null && event.target.closest(own) !== null)
  );
}
