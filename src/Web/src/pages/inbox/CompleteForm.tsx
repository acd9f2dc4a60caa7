import type Form from '@rjsf/core';
import { Alert, Form as AntForm, App, Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { ProblemError } from '../../api/client';
import type { useTaskAction } from '../../api/tasks';
import type { Outcome, Task } from '../../api/types';
import { useI18n } from '../../i18n';
import styles from './Inbox.module.css';
import { TaskForm } from './TaskForm';

type Props = { task: Task; action: ReturnType<typeof useTaskAction>; onDone: () => void };

/** The task's own form, an outcome, and the comment and reasons that the outcome asks for. */
export default function CompleteForm({ task, action, onDone }: Props) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const form = useRef<Form>(null);
  const schema = asObject(task.form);
  const [data, setData] = useState(() => asObject(task.formData) ?? {});
  const [outcome, setOutcome] = useState<Outcome>();
  const [comment, setComment] = useState('');
  const [reasons, setReasons] = useState<string[]>([]);
  const [isChecked, setChecked] = useState(false);

  const refused = action.error instanceof ProblemError ? action.error.fieldErrors : {};
  const reasonCodes = outcome?.reasonCodes ?? [];
  const commentProblem =
    isChecked && outcome?.needsReason && !comment.trim() ? t.task.commentMissing : refused.comment?.[0];
  const reasonProblem = isChecked && lacksReason(outcome, reasons) ? t.task.reasonsMissing : refused.reasonCodes?.[0];
  const others = Object.entries(refused).filter(([path]) => !/^(comment|reasonCodes|form)/.test(path));

  return (
    <>
      {schema && <TaskForm ref={form} schema={schema} data={data} errors={refused} onChange={setData} />}
      <AntForm layout="vertical" component="div">
        <AntForm.Item label={t.task.decision}>
          <div className={styles.outcomes}>
            {task.outcomes.map((candidate) => (
              <Button
                key={candidate.key}
                aria-pressed={candidate.key === outcome?.key}
                danger={candidate.style === 'danger'}
                type={candidate.key === outcome?.key ? 'primary' : 'default'}
                onClick={() => choose(candidate)}
              >
                {pick(candidate.label, candidate.labelZh)}
              </Button>
            ))}
          </div>
        </AntForm.Item>
        {reasonCodes.length > 0 && (
          <AntForm.Item label={t.task.reasons} htmlFor="reasons" required {...problem(reasonProblem)}>
            <Select
              id="reasons"
              mode="multiple"
              value={reasons}
              onChange={setReasons}
              placeholder={t.task.reasonsHint}
              optionFilterProp="label"
              options={reasonCodes.map(({ code, label, labelZh }) => ({ value: code, label: pick(label, labelZh) }))}
            />
          </AntForm.Item>
        )}
        <AntForm.Item
          label={t.task.comment}
          htmlFor="comment"
          required={outcome?.needsReason ?? false}
          {...problem(commentProblem)}
        >
          <Input.TextArea
            id="comment"
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            placeholder={t.task.commentHint}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={4000}
          />
        </AntForm.Item>
      </AntForm>
      {others.map(([path, messages]) => (
        <Alert key={path} type="error" title={messages.join(' ')} className={styles.notice} />
      ))}
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

  function choose(chosen: Outcome) {
    setOutcome(chosen);
    setReasons([]);
    setChecked(false);
  }

  function complete() {
    setChecked(true);
    const formIsValid = form.current?.validateForm() ?? true;
    if (!outcome || !formIsValid || (outcome.needsReason && !comment.trim()) || lacksReason(outcome, reasons)) return;
    action.mutate(
      {
        do: 'complete',
        id: task.id,
        body: { revision: task.revision, outcome: outcome.key, comment, reasonCodes: reasons, form: data },
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

/** The server hands over schema and data of a form as they are: any JSON. */
function asObject(json: unknown): Record<string, unknown> | undefined {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
}

function lacksReason(outcome: Outcome | undefined, reasons: string[]): boolean {
  return (outcome?.reasonCodes?.length ?? 0) > 0 && reasons.length === 0;
}

function problem(message: string | undefined) {
  return message ? { validateStatus: 'error' as const, help: message } : {};
}
