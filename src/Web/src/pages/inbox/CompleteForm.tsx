import { Alert, App, Button } from 'antd';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useCase } from '../../api/cases';
import { ProblemError } from '../../api/client';
import { useUser } from '../../api/session';
import { useTaskAction } from '../../api/tasks';
import type { ReworkItem, Task } from '../../api/types';
import { type Decision, DecisionPanel, lacksComment, lacksReason, undecided } from '../../forms/DecisionPanel';
import { FormView } from '../../forms/FormView';
import { atCase } from '../../forms/surroundings';
import { useFormEntry } from '../../forms/useFormEntry';
import { useI18n } from '../../i18n';
import { Checklist } from './Checklist';
import { Refusal } from './Refusal';
import styles from './Task.module.css';

/** What keys do to the decision. */
export type Deciding = { choose: (index: number) => void; complete: () => void };

type Props = { ref: Ref<Deciding>; task: Task; onDone: () => void };

/** The task's own form, an outcome, and the comment and reasons that the outcome asks for. */
export default function CompleteForm({ ref, task, onDone }: Props) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const action = useTaskAction();
  const panel = useRef<HTMLDivElement>(null);
  const application = useCase(task.caseNumber).data?.application;
  const person = useUser()?.displayName;
  const [decision, setDecision] = useState(undecided);
  const [checklist, setChecklist] = useState<ReworkItem[]>([]);
  const [isChecked, setChecked] = useState(false);
  const { outcome } = decision;
  const entry = useFormEntry(task.form, task.formData, outcome?.requiredFields ?? [], action.error);
  useImperativeHandle(ref, () => ({ choose, complete }));

  const refused = action.error instanceof ProblemError ? action.error.fieldErrors : {};
  const isShown = Object.keys(refused).length > 0 && Object.keys(refused).every((path) => ofField.test(path));
  const problems = {
    reasons: isChecked && lacksReason(decision) ? t.task.reasonsMissing : refused.reasonCodes?.[0],
    comment: isChecked && lacksComment(decision) ? t.task.commentMissing : refused.comment?.[0],
  };

  return (
    <>
      {entry.schema && (
        <FormView
          schema={entry.schema}
          value={entry.value}
          problems={entry.problems}
          alsoRequired={outcome?.requiredFields}
          surroundings={atCase(task.caseNumber, { summary: task.case, application, person })}
          onChange={entry.setValue}
        />
      )}
      <div ref={panel}>
        <DecisionPanel
          outcomes={task.outcomes}
          label={t.task.decision}
          decision={decision}
          problems={problems}
          onChange={decide}
        >
          {outcome?.reasonKind === 'rework' && <Checklist task={task} value={checklist} onChange={setChecklist} />}
        </DecisionPanel>
      </div>
      {!isShown && <Refusal error={action.error} />}
      {entry.problems.length > 0 && (
        <Alert type="error" showIcon title={t.form.problems(entry.problems.length)} className={styles.notice} />
      )}
      <Button
        type="primary"
        size="large"
        block
        danger={outcome?.style === 'danger'}
        disabled={!outcome}
        loading={action.isPending}
        onClick={complete}
      >
        {outcome ? t.task.completeWith(pick(outcome.label, outcome.labelZh)) : t.task.chooseOutcome}
      </Button>
    </>
  );

  function decide(changed: Decision) {
    if (changed.outcome !== outcome) {
      setChecked(false);
      setChecklist([]);
    }
    setDecision(changed);
  }

  /** By its key: what follows is the comment. */
  function choose(index: number) {
    const chosen = task.outcomes[index];
    if (!chosen) return;
    decide({ outcome: chosen, reasons: [], comment: decision.comment });
    panel.current?.querySelector('textarea')?.focus();
  }

  function complete() {
    setChecked(true);
    const fits = entry.tryToSend();
    if (!outcome || !fits || lacksReason(decision) || lacksComment(decision)) return;
    const { reasons: reasonCodes, comment } = decision;
    const { revision } = task;
    action.mutate(
      {
        do: 'complete',
        id: task.id,
        body: { revision, outcome: outcome.key, comment, reasonCodes, checklist, form: entry.value },
      },
      {
        onSuccess: () => {
          message.success(t.inbox.completed(pick(outcome.label, outcome.labelZh)));
          onDone();
        },
      },
    );
  }
}

/** Problems that are shown at their field. */
const ofField = /^(comment|reasonCodes|form)/;
