import { Tag } from 'antd';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { stageName } from '../../lending/stages';
import { withFilter } from './FilterPanel';
import styles from './Inbox.module.css';
import type { dues, FilterName, InboxQuery } from './useInboxQuery';

type Props = { query: InboxQuery; onChange: (change: Partial<InboxQuery>) => void };

/** The filters that are on, each with a way to take it off. */
export function FilterChips({ query, onChange }: Props) {
  const { t } = useI18n();
  const names = useNames();
  const words: Record<FilterName, (value: string) => string> = {
    due: (due) => t.inbox.filters.dues[due as (typeof dues)[number]] ?? due,
    minPriority: (priority) => `${t.inbox.filters.priority} ≥ ${priority}`,
    stage: (stage) => stageName(stage, t),
    step: (step) => step,
    flow: (flow) => flow,
    product: names.product,
    branch: names.branch,
    assignee: names.person,
  };
  const on = Object.entries(query.filters) as [FilterName, string][];
  if (on.length === 0) return null;
  return (
    <div className={styles.chips}>
      {on.map(([name, value]) => (
        <Tag
          key={name}
          closable={{ 'aria-label': t.inbox.filters.remove(words[name](value)) }}
          onClose={() => onChange({ filters: withFilter(query.filters, name, null) })}
        >
          {words[name](value)}
        </Tag>
      ))}
    </div>
  );
}
