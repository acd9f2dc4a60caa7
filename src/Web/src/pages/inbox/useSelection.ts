import { useState } from 'react';
import type { TaskSummary } from '../../api/types';

export type Selection = {
  tasks: TaskSummary[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  set: (ids: string[]) => void;
};

/** Which tasks of the list are selected; those that have left the list are not any more. */
export function useSelection(rows: TaskSummary[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    tasks: rows.filter((task) => ids.has(task.id)),
    has: (id) => ids.has(id),
    toggle: (id) =>
      setIds((current) => {
        const next = new Set(current);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    set: (chosen) => setIds(new Set(chosen)),
  };
}
