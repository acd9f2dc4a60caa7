import { Alert, Button } from 'antd';
import { useUser } from '../../api/session';
import type { Task } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import styles from './Task.module.css';
import type { Actions } from './useActions';

/** What one has to know before deciding: for whom the task waits, whose it really is, what was asked, what was set aside. */
export function Circumstances({ task, actions }: { task: Task; actions: Actions }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const me = useUser()?.name;
  const isOpen = task.status !== 'completed' && task.status !== 'cancelled';
  const paused =
    task.status === 'suspended' &&
    task.history.findLast(({ action, at }) => action === 'Suspend' || (action === 'Ask' && isPausing(at)));
  const toMe = actions.names.includes('answer') ? task.questions.find((question) => question.isOpen) : undefined;
  if (!isOpen) return null;
  return (
    <div className={styles.circumstances}>
      {paused && (
        <Alert
          type="warning"
          showIcon
          title={t.task.paused[task.waitingFor]}
          description={`${paused.comment ?? ''} (${t.task.pausedBy(names.person(paused.actor), format.shortDateTime(paused.at))})`}
          action={
            actions.names.includes('resume') && (
              <Button size="small" onClick={() => actions.start('resume')}>
                {t.task.do.resume.label}
              </Button>
            )
          }
        />
      )}
      {toMe && (
        <Alert
          type="info"
          showIcon
          title={t.task.asks(names.person(toMe.by))}
          description={toMe.text}
          action={
            <Button size="small" type="primary" onClick={() => actions.start('answer')}>
              {t.task.do.answer.label}
            </Button>
          }
        />
      )}
      {task.delegatedBy && <Alert type="info" showIcon title={t.task.delegatedBy(names.person(task.delegatedBy))} />}
      {task.onBehalfOf && task.assignee === me && (
        <Alert type="info" title={t.task.onBehalfOf(names.person(task.onBehalfOf))} />
      )}
      {task.override && (
        <Alert
          type="warning"
          showIcon
          title={
            task.override.grantedBy
              ? t.task.overrideGranted(names.person(task.override.grantedBy), names.person(task.override.for))
              : t.task.overrideAsked(names.person(task.override.requestedBy), names.person(task.override.for))
          }
          description={task.override.reason}
          action={
            actions.names.includes('grantOverride') && (
              <Button size="small" onClick={() => actions.start('grantOverride')}>
                {t.task.do.grantOverride.label}
              </Button>
            )
          }
        />
      )}
    </div>
  );

  /** A question to a colleague does not make the task wait. */
  function isPausing(askedAt: string) {
    return task.questions.some(({ at, pauses }) => pauses && at === askedAt);
  }
}
