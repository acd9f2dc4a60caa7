import { useEffect } from 'react';
import type { TaskSummary } from '../../api/types';

type Keys = {
  rows: TaskSummary[];
  markedId: string | undefined;
  mark: (id: string) => void;
  open: (id: string) => void;
  claim: (task: TaskSummary) => void;
  search: () => void;
  help: () => void;
};

/** Single-key shortcuts of the inbox; they are silent while someone types or a dialog asks a question. */
export function useInboxKeys(keys: Keys) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      if (press(event.key, keys)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}

function press(key: string, { rows, markedId, mark, open, claim, search, help }: Keys): boolean {
  const index = rows.findIndex((row) => row.id === markedId);
  const marked = rows[index];
  const next = rows[Math.min(index + 1, rows.length - 1)];
  const previous = rows[Math.max(index - 1, 0)];
  if (key === 'j' && next) mark(next.id);
  else if (key === 'k' && previous) mark(previous.id);
  else if (key === 'Enter' && marked) open(marked.id);
  else if (key === 'c' && marked) claim(marked);
  else if (key === '/') search();
  else if (key === '?') help();
  else return false;
  return true;
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, button, a, [contenteditable], [role="combobox"], [role="tab"]') !== null
  );
}
