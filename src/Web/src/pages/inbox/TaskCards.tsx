import { Button, Skeleton, Tag } from 'antd';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { SlaTag } from '../../lending/SlaTag';
import { stageName } from '../../lending/stages';
import { GradeTag } from '../../lending/Tags';
import styles from './Inbox.module.css';
import type { TaskListProps } from './TaskListProps';

/** The inbox on a phone. */
export function TaskCards({ tasks, scope, onOpen, onClaim, empty }: TaskListProps) {
  const { t, pick } = useI18n();
  const format = useFormat();
  if (!tasks) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (tasks.length === 0) return empty;
  return (
    <ul className={styles.cards}>
      {tasks.map((task) => (
        <li key={task.id}>
          <div className={styles.cardTop}>
            <SlaTag task={task} />
            {task.escalations > 0 && <Tag color="error">{t.inbox.escalated(task.escalations)}</Tag>}
          </div>
          <Button type="link" className={styles.title} onClick={() => onOpen(task.id)}>
            {pick(task.title, task.titleZh)}
          </Button>
          <div className={styles.cardBorrower}>{task.borrower}</div>
          <div className={styles.sub}>
            {task.caseNumber} · {stageName(task.stage, t)}
          </div>
          <div className={styles.cardFoot}>
            <strong>{format.money(task.amount, task.currency)}</strong>
            <GradeTag grade={task.grade} />
            {scope === 'available' ? (
              <Button onClick={() => onClaim(task)}>{t.inbox.claim}</Button>
            ) : (
              <Button type={scope === 'mine' ? 'primary' : 'default'} onClick={() => onOpen(task.id)}>
                {scope === 'mine' ? t.inbox.complete : t.inbox.open}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
