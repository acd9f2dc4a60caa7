import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n';

type Fact = [label: string, value: ReactNode];

/** Facts with a heading; what is not known is shown as such. */
export function Facts({ title, facts }: { title: string; facts: Fact[] }) {
  const { t } = useI18n();
  return (
    <Descriptions
      title={title}
      size="small"
      column={{ xs: 1, sm: 1, md: 2 }}
      items={facts.map(([label, children]) => ({ key: label, label, children: children || t.common.none }))}
    />
  );
}
