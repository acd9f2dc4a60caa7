import type { TaskSummary } from '../../api/types';
import type { Scope } from './useInboxQuery';
import type { Selection } from './useSelection';

export type TaskListProps = {
  tasks: TaskSummary[];
  scope: Scope;
  markedId: string | undefined;
  /** Undefined where nothing can be done to many at once. */
  selection: Selection | undefined;
  onOpen: (id: string) => void;
  onClaim: (task: TaskSummary) => void;
};
