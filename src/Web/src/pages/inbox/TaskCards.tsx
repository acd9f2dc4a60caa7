import { Button, Checkbox, Tag } from 'antd';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { SlaTag } from '../../lending/SlaTag';
import { stageName } from '../../lending/stages';
import { GradeTag } from '../../lending/Tags';
import styles from './Inbox.module.css';
import { RowAction } from './RowAction';
import type { TaskListProps } from './TaskListProps';
import { WhoAndWhen } from './WhoAndWhen';

/** The inbox on a phone. */
export function TaskCards({ tasks, scope, selection, onOpen, onClaim }: TaskListProps) {
  const { t, pick } = useI18n();
  const format = useFormat();
  return (
    <ul className={styles.cards}>
      {tasks.map((task) => (
        <li key={task.id} data-selected={selection?.has(task.id)}>
          <div className={styles.cardTop}>
            <SlaTag task={task} />
            {task.escalations > 0 && <Tag color="error">{t.inbox.escalated(task.escalations)}</Tag>}
            {selection && (
              <Checkbox
                checked={selection.has(task.id)}
                onChange={() => selection.toggle(task.id)}
                aria-label={t.inbox.select(task.caseNumber)}
              />
            )}
          </div>
          <Button type="link" className={styles.title} onClick={() => onOpen(task.id)}>
            {pick(task.title, task.titleZh)}
          </Button>
          <div className={styles.cardBorrower}>{task.borrower}</div>
          <div className={styles.sub}>{[task.caseNumber, stageName(task.stage, t)].filter(Boolean).join(' · ')}</div>
          {scope !== 'available' && <WhoAndWhen task={task} scope={scope} />}
          <div className={styles.cardFoot}>
            {task.currency && <strong>{format.money(task.amount, task.currency)}</strong>}
            {task.grade && <GradeTag grade={task.grade} />}
            <RowAction task={task} onOpen={onOpen} onClaim={onClaim} />
          </div>
        </li>
      ))}
    </ul>
  );
}
