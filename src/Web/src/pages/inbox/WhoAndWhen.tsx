import { CalendarOutlined } from '@ant-design/icons';
import type { TaskSummary } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import styles from './Inbox.module.css';
import type { Scope } from './useInboxQuery';

/** Who has a task, and the moment that matters where it is listed. */
export function WhoAndWhen({ task, scope }: { task: TaskSummary; scope: Scope }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  if (scope === 'available') return <span className="nowrap">{format.shortDateTime(task.createdAt)}</span>;
  return (
    <>
      <div>{task.assignee ? names.person(task.assignee) : <span className="quiet">{t.inbox.nobody}</span>}</div>
      {!task.assignee && <div className={styles.sub}>{names.groups(task.candidateGroups)}</div>}
      {task.onBehalfOf && <div className={styles.sub}>{t.inbox.forAbsent(names.person(task.onBehalfOf))}</div>}
      {task.delegatedBy && <div className={styles.sub}>{t.task.delegatedBy(names.person(task.delegatedBy))}</div>}
      {task.followUpAt && (
        <div className={styles.sub}>
          <CalendarOutlined aria-hidden /> {format.shortDateTime(task.followUpAt)}
        </div>
      )}
      {task.completedAt && <div className={styles.sub}>{format.shortDateTime(task.completedAt)}</div>}
    </>
  );
}
