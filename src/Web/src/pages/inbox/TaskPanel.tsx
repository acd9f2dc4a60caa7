import { useRef } from 'react';
import { useReview } from '../../api/tasks';
import type { Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { useIsPhone } from '../../shell/useIsPhone';
import { ActionDialog } from './ActionDialog';
import type { Deciding } from './CompleteForm';
import { Decision } from './Decision';
import { Evidence, type EvidenceHandle } from './Evidence';
import styles from './Task.module.css';
import { TaskHead } from './TaskHead';
import { useActions } from './useActions';
import { useTaskKeys } from './useTaskKeys';

/** The evidence of the case beside the decision; on a phone the decision is the first tab. */
export function TaskPanel({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  const review = useReview(task.id).data;
  const actions = useActions(task, onDone);
  const deciding = useRef<Deciding>(null);
  const evidence = useRef<EvidenceHandle>(null);
  useTaskKeys(actions, deciding, evidence);

  const decision = <Decision ref={deciding} task={task} actions={actions} onDone={onDone} />;
  const shown = { ref: evidence, task, actions, review: review?.seats.length ? review : undefined };
  return (
    <>
      <TaskHead task={task} />
      {isPhone ? (
        <Evidence {...shown} first={{ key: 'decision', label: t.task.decision, children: decision }} />
      ) : (
        <div className={styles.panel}>
          <div className={styles.evidence}>
            <Evidence {...shown} />
          </div>
          <aside className={styles.decision} aria-label={t.task.decision}>
            {decision}
          </aside>
        </div>
      )}
      {actions.asked && <ActionDialog key={actions.asked} task={task} name={actions.asked} actions={actions} />}
    </>
  );
}
