import { App, Button } from 'antd';
import { useState } from 'react';
import { ProblemError } from '../../api/client';
import { myDocuments, useOwnAct } from '../../api/my';
import { useUser } from '../../api/session';
import type { ApplicantTask } from '../../api/types';
import { DecisionPanel, lacksComment, lacksReason, undecided } from '../../forms/DecisionPanel';
import { FormView } from '../../forms/FormView';
import { useFormEntry } from '../../forms/useFormEntry';
import { useI18n } from '../../i18n';
import { Request } from './Requests';

/** A form the applicant was asked to fill in. With one way to answer there is nothing to decide. */
export function OwnTask({ number, task }: { number: string; task: ApplicantTask }) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const person = useUser()?.displayName;
  const act = useOwnAct(number);
  const [only] = task.outcomes.length === 1 ? task.outcomes : [];
  const [decision, setDecision] = useState({ ...undecided, outcome: only });
  const [isChecked, setChecked] = useState(false);
  const entry = useFormEntry(task.form, task.formData, decision.outcome?.requiredFields ?? [], act.error);
  const isAboutFields = act.error instanceof ProblemError && Object.keys(act.error.errors).length > 0;

  return (
    <Request title={pick(task.title, task.titleZh)} error={isAboutFields ? null : act.error}>
      {task.description && <p>{pick(task.description, task.descriptionZh ?? task.description)}</p>}
      {entry.schema && (
        <FormView
          schema={entry.schema}
          value={entry.value}
          problems={entry.problems}
          alsoRequired={decision.outcome?.requiredFields}
          surroundings={{ documents: myDocuments(number), person }}
          onChange={entry.setValue}
        />
      )}
      {!only && (
        <DecisionPanel
          outcomes={task.outcomes}
          label={t.my.yourAnswer}
          decision={decision}
          problems={{
            reasons: isChecked && lacksReason(decision) ? t.task.reasonsMissing : undefined,
            comment: isChecked && lacksComment(decision) ? t.task.commentMissing : undefined,
          }}
          onChange={(changed) => setDecision({ ...changed, outcome: changed.outcome })}
        />
      )}
      <Button type="primary" disabled={!decision.outcome} loading={act.isPending} onClick={send}>
        {t.my.sendAnswer}
      </Button>
    </Request>
  );

  function send() {
    setChecked(true);
    const fits = entry.tryToSend();
    const { outcome, reasons: reasonCodes, comment } = decision;
    if (!outcome || !fits || lacksReason(decision) || lacksComment(decision)) return;
    const body = { revision: task.revision, outcome: outcome.key, comment, reasonCodes, form: entry.value };
    act.mutate({ do: 'complete', taskId: task.id, body }, { onSuccess: () => message.success(t.my.thanks) });
  }
}
