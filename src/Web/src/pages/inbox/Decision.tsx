import { Alert, Button, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { ProblemError } from '../../api/client';
import { useUser } from '../../api/session';
import { useTaskAction } from '../../api/tasks';
import type { Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import styles from './Inbox.module.css';

// The form renderer is large: only who works on a task loads it.
const CompleteForm = lazy(() => import('./CompleteForm'));

/** What the reader may do with the task now: claim it, complete it, return it, or learn why not. */
export function Decision({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useI18n();
  const me = useUser()?.name;
  const action = useTaskAction();
  const isMine = task.status === 'reserved' && task.assignee === me;
  const isFinished = task.status === 'completed' || task.status === 'cancelled';
  const conflict = action.error instanceof ProblemError && action.error.status === 409;

  return (
    <>
      {action.error && (!isMine || conflict || !hasFieldErrors(action.error)) && (
        <Alert
          type={conflict ? 'warning' : 'error'}
          showIcon
          className={styles.notice}
          title={conflict ? t.inbox.conflict : describeError(action.error, t)}
          description={conflict ? `${describeError(action.error, t)} ${t.inbox.conflictHint}` : undefined}
        />
      )}
      {isFinished && <Alert type="info" title={t.task.finished} />}
      {!isFinished && !isMine && <ClaimBox task={task} busy={action.isPending} onClaim={claim} />}
      {isMine && (
        <Suspense fallback={<Skeleton active />}>
          <CompleteForm task={task} action={action} onDone={onDone} />
          <Button
            type="text"
            block
            disabled={action.isPending}
            onClick={() => action.mutate({ do: 'release', id: task.id, revision: task.revision })}
          >
            {t.inbox.release}
          </Button>
        </Suspense>
      )}
    </>
  );

  function claim() {
    action.mutate({ do: 'claim', id: task.id, revision: task.revision });
  }
}

function ClaimBox({ task, busy, onClaim }: { task: Task; busy: boolean; onClaim: () => void }) {
  const { t } = useI18n();
  if (!task.claimable) {
    const why = task.whyNot ?? (task.assignee ? t.task.heldBy(task.assignee) : undefined);
    return <Alert type="info" showIcon title={t.task.notYours} description={why} />;
  }
  return (
    <>
      <p className={styles.claimHint}>{t.task.claimFirst}</p>
      <Button type="primary" size="large" block loading={busy} onClick={onClaim}>
        {t.inbox.claim}
      </Button>
    </>
  );
}

const hasFieldErrors = (error: Error) => error instanceof ProblemError && Object.keys(error.errors).length > 0;
