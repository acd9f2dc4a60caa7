import { Collapse, Skeleton, Tag } from 'antd';
import { Link } from 'react-router';
import { useCaseTasks } from '../../api/cases';
import type { Case, Task } from '../../api/types';
import { useFormat } from '../../format';
import { FormView } from '../../forms/FormView';
import { asForm, asValue } from '../../forms/schema';
import { atCase } from '../../forms/surroundings';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { TaskHistoryList } from '../inbox/TaskHistoryList';
import styles from './Case.module.css';

/** Every task of the case: who did it, what was entered, and all that happened to it. */
export function CaseTasks({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const tasks = useCaseTasks(loan.number);
  if (tasks.isPending) return <Skeleton active />;
  if (tasks.isError) return <ErrorState error={tasks.error} onRetry={tasks.refetch} />;
  if (tasks.data.length === 0) return <EmptyState title={t.case.noTasks} hint={t.case.noTasksHint} />;
  return (
    <Collapse
      ghost
      className={styles.tasks}
      items={tasks.data.map((task) => ({
        key: task.id,
        label: <TaskLine task={task} />,
        children: <TaskStory task={task} loan={loan} />,
      }))}
    />
  );
}

function TaskLine({ task }: { task: Task }) {
  const { t, pick } = useI18n();
  const names = useNames();
  return (
    <div className={styles.taskLine}>
      <strong>{pick(task.title, task.titleZh)}</strong>
      <Tag>{t.case.taskStatus[task.status] ?? task.status}</Tag>
      <span className="quiet">{task.assignee ? names.person(task.assignee) : names.groups(task.candidateGroups)}</span>
    </div>
  );
}

function TaskStory({ task, loan }: { task: Task; loan: Case }) {
  const { t } = useI18n();
  const format = useFormat();
  const form = asForm(task.form);
  const wasDone = task.status === 'completed';
  return (
    <div className={styles.story}>
      <p className="quiet">
        {t.field.created} {format.dateTime(task.createdAt)}
        {task.dueAt && ` · ${t.field.due} ${format.dateTime(task.dueAt)}`} ·{' '}
        <Link to={`/inbox/${task.id}`}>{t.case.openTask}</Link>
      </p>
      {form && wasDone && (
        <FormView
          schema={form}
          value={asValue(task.formData)}
          isReadOnly
          surroundings={atCase(loan.number, { summary: loan, application: loan.application })}
          onChange={() => undefined}
        />
      )}
      <TaskHistoryList history={task.history} />
    </div>
  );
}
