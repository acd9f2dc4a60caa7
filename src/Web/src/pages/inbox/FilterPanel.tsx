import { Button, Drawer, Form, Select } from 'antd';
import { useBranches, useProducts } from '../../api/catalogue';
import { type Grouping, useCounts } from '../../api/inbox';
import { usePeople } from '../../api/people';
import { useI18n } from '../../i18n';
import { stageName } from '../../lending/stages';
import { dues, type FilterName, type InboxQuery, type Scope } from './useInboxQuery';

type Props = { open: boolean; query: InboxQuery; onChange: (change: Partial<InboxQuery>) => void; onClose: () => void };
type Option = { value: string; label: string };

/** What the inbox can be narrowed by. Stages, steps and flows are those that the inbox holds, with how many. */
export function FilterPanel({ open, query, onChange, onClose }: Props) {
  const { t, pick } = useI18n();
  const texts = t.inbox.filters;
  const named = (rows: { key: string; name: string; nameZh: string }[] | undefined): Option[] =>
    rows?.map((row) => ({ value: row.key, label: pick(row.name, row.nameZh) })) ?? [];

  const options: Record<FilterName, Option[]> = {
    due: dues.map((due) => ({ value: due, label: texts.dues[due] })),
    minPriority: [
      { value: '70', label: texts.priorities.high },
      { value: '90', label: texts.priorities.urgent },
    ],
    stage: useCounted(query.scope, open ? 'stage' : undefined, (stage) => stageName(stage, t)),
    step: useCounted(query.scope, open ? 'step' : undefined),
    flow: useCounted(query.scope, open ? 'flow' : undefined),
    product: named(useProducts().data),
    branch: named(useBranches().data),
    assignee: usePeople().data?.map(({ name, displayName }) => ({ value: name, label: displayName })) ?? [],
  };
  const labels: Record<FilterName, string> = { ...texts, minPriority: texts.priority };

  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={texts.title}
      size={340}
      footer={
        <Button block onClick={() => onChange({ filters: {} })} disabled={Object.keys(query.filters).length === 0}>
          {texts.clear}
        </Button>
      }
    >
      <Form layout="vertical" component="div">
        {(Object.keys(options) as FilterName[]).map((name) => (
          <Form.Item key={name} label={labels[name]} htmlFor={`filter-${name}`}>
            <Select
              id={`filter-${name}`}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={texts.any}
              value={query.filters[name] ?? null}
              options={options[name].filter((option) => option.value)}
              onChange={(value: string | null) => onChange({ filters: withFilter(query.filters, name, value) })}
            />
          </Form.Item>
        ))}
      </Form>
    </Drawer>
  );
}

function useCounted(scope: Scope, by: Grouping | undefined, nameOf = (key: string) => key): Option[] {
  const counts = useCounts({ scope }, by).data ?? [];
  return counts.map(({ key, name, count, isAtLeast }) => ({
    value: key,
    label: `${name ?? nameOf(key)} (${count}${isAtLeast ? '+' : ''})`,
  }));
}

export function withFilter(filters: InboxQuery['filters'], name: FilterName, value: string | null | undefined) {
  const { [name]: _, ...others } = filters;
  return value ? { ...others, [name]: value } : others;
}
