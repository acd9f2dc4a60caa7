import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useCase } from '../../api/cases';
import { ProblemError } from '../../api/client';
import { useUser } from '../../api/session';
import type { useTaskAction } from '../../api/tasks';
import type { Task } from '../../api/types';
import { DecisionPanel, lacksComment, lacksReason, undecided } from '../../forms/DecisionPanel';
import { FormView } from '../../forms/FormView';
import { atCase } from '../../forms/surroundings';
import { useFormEntry } from '../../forms/useFormEntry';
import { useI18n } from '../../i18n';
import styles from './Inbox.module.css';

type Props = { task: Task; action: ReturnType<typeof useTaskAction>; onDone: () => void };

/** The task's own form, an outcome, and the comment and reasons that the outcome asks for. */
export default function CompleteForm({ task, action, onDone }: Props) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const application = useCase(task.caseNumber).data?.application;
  const person = useUser()?.displayName;
  const [decision, setDecision] = useState(undecided);
  const [isChecked, setChecked] = useState(false);
  const { outcome } = decision;
  const entry = useFormEntry(task.form, task.formData, outcome?.requiredFields ?? [], action.error);

  const refused = action.error instanceof ProblemError ? action.error.fieldErrors : {};
  const others = Object.entries(refused).filter(([path]) => !/^(comment|reasonCodes|form)/.test(path));
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
      <DecisionPanel
        outcomes={task.outcomes}
        label={t.task.decision}
        decision={decision}
        problems={problems}
        onChange={(changed) => {
          if (changed.outcome !== outcome) setChecked(false);
          setDecision(changed);
        }}
      />
      {others.map(([path, messages]) => (
        <Alert key={path} type="error" title={messages.join(' ')} className={styles.notice} />
      ))}
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

  function complete() {
    setChecked(true);
    const fits = entry.tryToSend();
    if (!outcome || !fits || lacksReason(decision) || lacksComment(decision)) return;
    const { reasons: reasonCodes, comment } = decision;
    action.mutate(
      {
        do: 'complete',
        id: task.id,
        body: { revision: task.revision, outcome: outcome.key, comment, reasonCodes, form: entry.value },
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
