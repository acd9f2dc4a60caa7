import { Form as AntForm, Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Outcome } from '../api/types';
import { useI18n } from '../i18n';
import styles from './Forms.module.css';

/** What somebody decides, with the reasons and the comment that the outcome asks for. */
export type Decision = { outcome?: Outcome; reasons: string[]; comment: string };

export const undecided: Decision = { reasons: [], comment: '' };

type Props = {
  outcomes: Outcome[];
  decision: Decision;
  /** Messages at their places. */
  problems: { reasons?: string; comment?: string };
  /** Said above the outcomes. */
  label: string;
  onChange: (decision: Decision) => void;
  /** What the outcome asks for beside reasons and a comment. */
  children?: ReactNode;
};

/** The outcomes of a task as buttons, with coded reasons. */
export function DecisionPanel({ outcomes, decision, problems, label, onChange, children }: Props) {
  const { t, pick } = useI18n();
  const { outcome, reasons, comment } = decision;
  const reasonCodes = outcome?.reasonCodes ?? [];

  return (
    <AntForm layout="vertical" component="div">
      <AntForm.Item label={label}>
        <fieldset className={styles.choices} aria-label={label}>
          <div className={styles.outcomes}>
            {outcomes.map((candidate, index) => (
              <Button
                key={candidate.key}
                aria-keyshortcuts={String(index + 1)}
                aria-pressed={candidate.key === outcome?.key}
                danger={candidate.style === 'danger'}
                type={candidate.key === outcome?.key ? 'primary' : 'default'}
                onClick={() => onChange({ outcome: candidate, reasons: [], comment })}
              >
                {pick(candidate.label, candidate.labelZh)}
              </Button>
            ))}
          </div>
        </fieldset>
      </AntForm.Item>
      {reasonCodes.length > 0 && (
        <AntForm.Item label={t.task.reasons} htmlFor="reasons" required {...told(problems.reasons)}>
          <Select
            id="reasons"
            mode="multiple"
            value={reasons}
            onChange={(chosen) => onChange({ ...decision, reasons: chosen })}
            placeholder={t.task.reasonsHint}
            optionFilterProp="label"
            options={reasonCodes.map((reason) => ({ value: reason.code, label: pick(reason.label, reason.labelZh) }))}
          />
        </AntForm.Item>
      )}
      {children}
      <AntForm.Item
        label={t.task.comment}
        htmlFor="comment"
        required={outcome?.needsReason ?? false}
        {...told(problems.comment)}
      >
        <Input.TextArea
          id="comment"
          value={comment}
          onChange={(event) => onChange({ ...decision, comment: event.target.value })}
          placeholder={t.task.commentHint}
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={4000}
        />
      </AntForm.Item>
    </AntForm>
  );
}

export const lacksReason = ({ outcome, reasons }: Decision) =>
  (outcome?.reasonCodes.length ?? 0) > 0 && reasons.length === 0;

export const lacksComment = ({ outcome, comment }: Decision) => (outcome?.needsReason ?? false) && !comment.trim();

function told(message: string | undefined) {
  return message ? { validateStatus: 'error' as const, help: message } : {};
}
