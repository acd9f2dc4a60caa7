import type { TaskSummary } from '../../api/types';
import type { Doings } from './shortcuts';
import type { Opened } from './Toolbar';
import type { InboxQuery, Scope } from './useInboxQuery';
import { useKeys } from './useKeys';
import type { Next } from './useNext';
import type { Selection } from './useSelection';

type List = {
  rows: TaskSummary[];
  markedId: string | undefined;
  isTaskOpen: boolean;
  mark: (id: string) => void;
  open: (id: string) => void;
  claim: (task: TaskSummary) => void;
  selection: Selection | undefined;
  scopes: Scope[];
  scope: Scope;
  change: (change: Partial<InboxQuery>) => void;
  search: () => void;
  show: (opened: Opened) => void;
  help: () => void;
  next: Next;
};

/** The keys of the list. While a task is open they only lead to the next one; the others are the task's own. */
export function useListKeys(list: List) {
  const index = list.rows.findIndex((row) => row.id === list.markedId);
  const marked = list.rows[index];
  const step = (by: number) => {
    const to = list.rows[Math.max(0, Math.min(index + by, list.rows.length - 1))];
    if (to) list.mark(to.id);
  };
  const turn = (by: number) => {
    const { scopes, scope } = list;
    const to = scopes[(scopes.indexOf(scope) + by + scopes.length) % scopes.length];
    if (to) list.change({ scope: to, sort: undefined });
  };
  const openMarked = () => marked && list.open(marked.id);
  const always: Doings = {
    j: () => step(1),
    k: () => step(-1),
    n: list.next.take,
    'Shift+N': list.next.toggleMode,
    '?': list.help,
  };
  const inList: Doings = {
    Enter: openMarked,
    c: () => marked?.status === 'ready' && list.claim(marked),
    x: () => marked && list.selection?.toggle(marked.id),
    'Shift+X': () => list.selection?.set(list.rows.map((row) => row.id)),
    '[': () => turn(-1),
    ']': () => turn(1),
    '/': list.search,
    'Shift+F': () => list.show('filter'),
    'Shift+V': () => list.show('views'),
  };
  useKeys(list.isTaskOpen ? always : { ...always, ...inList });
}
