import { Alert, Button, Skeleton } from 'antd';
import { lazy, type Ref, Suspense } from 'react';
import { useUser } from '../../api/session';
import type { Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { ActionBar } from './ActionBar';
import { Circumstances } from './Circumstances';
import type { Deciding } from './CompleteForm';
import { Refusal } from './Refusal';
import styles from './Task.module.css';
import { TaskClock } from './TaskClock';
import type { Actions } from './useActions';

// The form renderer is large: only who works on a task loads it.
const CompleteForm = lazy(() => import('./CompleteForm'));

type Props = { task: Task; actions: Actions; ref: Ref<Deciding>; onDone: () => void };

/** What the reader may do with the task now: claim it, complete it, hand it on, or learn why not. */
export function Decision({ ref, task, actions, onDone }: Props) {
  const { t } = useI18n();
  const me = useUser()?.name;
  const isMine = task.status === 'reserved' && task.assignee === me;
  const isFinished = task.status === 'completed' || task.status === 'cancelled';
  return (
    <>
      {!actions.asked && <Refusal error={actions.refusal} />}
      <Circumstances task={task} actions={actions} />
      {isFinished && <Alert type="info" title={t.task.finished} />}
      {!isFinished && !isMine && <ClaimBox task={task} actions={actions} />}
      {isMine && (
        <Suspense fallback={<Skeleton active />}>
          <CompleteForm ref={ref} task={task} onDone={onDone} />
        </Suspense>
      )}
      <ActionBar actions={actions} />
      {task.clock && <TaskClock clock={task.clock} />}
    </>
  );
}

function ClaimBox({ task, actions }: { task: Task; actions: Actions }) {
  const { t } = useI18n();
  const names = useNames();
  if (task.status === 'suspended') return null;
  if (!actions.names.includes('claim')) {
    const why = task.assignee ? t.task.heldBy(names.person(task.assignee)) : task.whyNot;
    return <Alert type="info" showIcon title={t.task.notYours} description={why} className={styles.notice} />;
  }
  return (
    <>
      <p className={styles.claimHint}>{t.task.claimFirst}</p>
      <Button type="primary" size="large" block loading={actions.isPending} onClick={() => actions.start('claim')}>
        {t.inbox.claim}
      </Button>
    </>
  );
}
