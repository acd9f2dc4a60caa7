import { Card } from 'antd';
import { Link } from 'react-router';
import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { SlaTag } from '../../lending/SlaTag';
import styles from './Case.module.css';

/** Who the case is waiting for inside the house. */
export function OpenTasks({ tasks }: { tasks: TaskSummary[] }) {
  const { t, pick } = useI18n();
  const names = useNames();
  if (tasks.length === 0) return null;
  return (
    <Card className={styles.openTasks} title={t.case.openTasks} size="small">
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to={`/inbox/${task.id}`}>{pick(task.title, task.titleZh)}</Link>
            <span className="quiet">
              {task.assignee
                ? `${t.field.assignee}: ${names.person(task.assignee)}`
                : `${t.field.candidates}: ${[names.groups(task.candidateGroups), ...task.candidateUsers.map(names.person)].filter(Boolean).join(', ')}`}
            </span>
            <SlaTag task={task} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
