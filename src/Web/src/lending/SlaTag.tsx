import { ClockCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { TaskSummary } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { palette } from '../theme';
import styles from './lending.module.css';

const colour = { ok: palette.ok, warning: palette.warning, breached: palette.breached };

type Timed = Pick<TaskSummary, 'sla' | 'dueAt' | 'minutesLeft' | 'status' | 'waitingFor'>;

/** How much of our time is left, in the time that the clock of the task counts; or for whom it stands still. */
export function SlaTag({ task }: { task: Timed }) {
  const { t } = useI18n();
  const format = useFormat();
  if (task.status === 'suspended') {
    return (
      <span className={styles.sla} data-sla="paused" style={{ color: palette.neutral }}>
        <PauseCircleOutlined aria-hidden />
        {t.task.paused[task.waitingFor]}
      </span>
    );
  }
  if (!task.dueAt || !task.sla) return <span className="quiet">{t.sla.none}</span>;
  const left = task.minutesLeft ?? (Date.parse(task.dueAt) - Date.now()) / 60_000;
  return (
    <Tooltip title={`${t.sla[task.sla]} · ${t.sla.title} ${format.dateTime(task.dueAt)}`}>
      <span className={styles.sla} data-sla={task.sla} style={{ color: colour[task.sla] }}>
        <ClockCircleOutlined aria-hidden />
        {left >= 0 ? t.sla.left(format.workingTime(left)) : t.sla.over(format.workingTime(left))}
        <span className="visually-hidden">{t.sla[task.sla]}</span>
      </span>
    </Tooltip>
  );
}
