import { ClockCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { TaskSummary } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { palette } from '../theme';
import styles from './lending.module.css';
import { useNow } from './useNow';

const colour = { ok: palette.ok, warning: palette.warning, breached: palette.breached };

/** How much working time is left is the server's judgement (its colour); the figure is clock time to the due moment. */
export function SlaTag({ task }: { task: Pick<TaskSummary, 'sla' | 'dueAt'> }) {
  const { t } = useI18n();
  const format = useFormat();
  const now = useNow();
  if (!task.dueAt || !task.sla) return <span className="quiet">{t.sla.none}</span>;
  const left = Date.parse(task.dueAt) - now;
  return (
    <Tooltip title={`${t.sla[task.sla]} · ${t.sla.title} ${format.dateTime(task.dueAt)}`}>
      <span className={styles.sla} data-sla={task.sla} style={{ color: colour[task.sla] }}>
        <ClockCircleOutlined aria-hidden />
        {left >= 0 ? t.sla.left(format.duration(left)) : t.sla.over(format.duration(left))}
        <span className="visually-hidden">{t.sla[task.sla]}</span>
      </span>
    </Tooltip>
  );
}
