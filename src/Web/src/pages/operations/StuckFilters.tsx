import { Button, Select } from 'antd';
import { useFlows } from '../../api/flows';
import type { StuckQuery } from '../../api/operations';
import { useI18n } from '../../i18n';
import styles from './Operations.module.css';

const minutes = { hour: 60, day: 24 * 60, week: 7 * 24 * 60 };

type Props = { query: StuckQuery; onChange: (changed: Partial<StuckQuery>) => void; onClear?: () => void };

export function StuckFilters({ query, onChange, onClear }: Props) {
  const { t } = useI18n();
  const flows = useFlows();
  const { filter, reason, olderThan } = t.operations;
  return (
    <div className={styles.filters}>
      <Select
        allowClear
        aria-label={filter.reason}
        placeholder={filter.reason}
        value={query.reason}
        options={Object.entries(reason).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChange({ reason: value })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t.operations.flow}
        placeholder={t.operations.flow}
        value={query.flow}
        loading={flows.isPending}
        options={flows.data?.map((flow) => ({ value: flow.definitionId, label: flow.name || flow.definitionId }))}
        onChange={(value) => onChange({ flow: value })}
      />
      <Select
        allowClear
        aria-label={filter.olderThan}
        placeholder={filter.olderThan}
        value={query.olderThanMinutes}
        options={(['hour', 'day', 'week'] as const).map((age) => ({ value: minutes[age], label: olderThan[age] }))}
        onChange={(value) => onChange({ olderThanMinutes: value })}
      />
      {onClear && (
        <Button type="link" onClick={onClear}>
          {t.common.clearFilters}
        </Button>
      )}
    </div>
  );
}
