import type { ReactNode } from 'react';
import type { TaskSummary } from '../../api/types';
import type { Scope } from './useInboxQuery';

export type TaskListProps = {
  /** Undefined while they are loading. */
  tasks: TaskSummary[] | undefined;
  scope: Scope;
  markedId: string | undefined;
  onOpen: (id: string) => void;
  onClaim: (task: TaskSummary) => void;
  empty: ReactNode;
};
