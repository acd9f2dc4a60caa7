import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { stageName } from '../../lending/stages';
import type { Grouping } from './useInboxQuery';

export type TaskGroup = { key: string; label: string; tasks: TaskSummary[] };

/** The tasks by what they have in common, in the order in which the list begins each group. */
export function useGroups(tasks: TaskSummary[], by: Grouping): TaskGroup[] {
  const { t, pick } = useI18n();
  const names = useNames();
  const keyOf: Record<Grouping, (task: TaskSummary) => string> = {
    none: () => '',
    stage: (task) => stageName(task.stage, t) || t.inbox.others,
    step: (task) => pick(task.title, task.titleZh),
    assignee: (task) => (task.assignee ? names.person(task.assignee) : t.inbox.nobody),
    product: (task) => names.product(task.product) || t.inbox.others,
  };
  const groups = new Map<string, TaskSummary[]>();
  for (const task of tasks) {
    const key = keyOf[by](task);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups].map(([label, members]) => ({ key: label, label, tasks: members }));
}
