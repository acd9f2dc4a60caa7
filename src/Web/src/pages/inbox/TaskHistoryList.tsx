import { Timeline } from 'antd';
import type { TaskEvent } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';

export function TaskHistoryList({ history }: { history: TaskEvent[] }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  if (history.length === 0) return <EmptyState title={t.task.noHistory} />;
  return (
    <Timeline
      style={{ paddingTop: 8 }}
      items={history.map((entry) => ({
        key: `${entry.at}-${entry.action}`,
        content: (
          <>
            <strong>{t.task.actions[entry.action] ?? entry.action}</strong> ·{' '}
            {entry.actor === 'system' ? t.case.automatic : names.person(entry.actor)}
            <div className="quiet">{format.dateTime(entry.at)}</div>
            {entry.comment && <div>{entry.comment}</div>}
          </>
        ),
      }))}
    />
  );
}
