import { Tag } from 'antd';
import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';

/** With what a task was completed. */
export function OutcomeTag({ task }: { task: TaskSummary }) {
  const { t, pick } = useI18n();
  const outcome = task.outcomes.find((candidate) => candidate.key === task.outcome);
  if (!outcome) return <span className="quiet">{t.common.none}</span>;
  const colour = { primary: 'success', danger: 'error', default: 'default' }[outcome.style];
  return <Tag color={colour}>{pick(outcome.label, outcome.labelZh)}</Tag>;
}
