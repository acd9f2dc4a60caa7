import { Alert, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { BulkCommand } from '../../api/inbox';
import type { Outcome, TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { PersonSelect, ReasonSelect, toForwarding } from './fields';

export type BulkQuestion = 'assign' | 'forward' | 'return' | 'complete';

type Props = {
  ask: BulkQuestion;
  tasks: TaskSummary[];
  isPending: boolean;
  onSend: (command: Omit<BulkCommand, 'items'>) => void;
  onClose: () => void;
};

/** Asks what a command for many tasks needs: to whom, or with which outcome and why. */
export function BulkDialog({ ask, tasks, isPending, onSend, onClose }: Props) {
  const { t, pick } = useI18n();
  const [to, setTo] = useState<string>();
  const [key, setKey] = useState<string>();
  const [reasons, setReasons] = useState<string[]>([]);
  const [comment, setComment] = useState('');

  const isHandOver = ask === 'assign' || ask === 'forward';
  const outcomes = outcomesInCommon(tasks).filter((outcome) => ask === 'complete' || outcome.reasonKind === 'rework');
  const outcome = ask === 'return' ? outcomes[0] : outcomes.find((candidate) => candidate.key === key);
  const why = isHandOver
    ? undefined
    : ask === 'complete' && !tasks.every((task) => task.allowsBulk)
      ? t.inbox.bulk.notTogether
      : outcomes.length === 0
        ? t.inbox.bulk.noOutcome
        : undefined;
  const needsReasons = (outcome?.reasonCodes.length ?? 0) > 0;
  const isReady = isHandOver
    ? to !== undefined
    : outcome && (!needsReasons || reasons.length > 0) && (!outcome.needsReason || comment.trim());

  return (
    <Modal
      open
      title={t.inbox.bulk[ask].replace('…', '')}
      okText={isPending ? t.inbox.bulk.working : t.inbox.bulk.apply(tasks.length)}
      okButtonProps={{ disabled: !isReady || why !== undefined, loading: isPending }}
      onOk={send}
      onCancel={onClose}
    >
      {why && <Alert type="info" showIcon title={why} />}
      {!why && (
        <Form layout="vertical" component="div">
          {isHandOver && <PersonSelect value={to} onChange={setTo} withGroups={ask === 'forward'} />}
          {ask === 'complete' && (
            <Form.Item label={t.task.decision}>
              <Radio.Group
                value={key}
                onChange={(event) => setKey(event.target.value)}
                options={outcomes.map(({ key: value, label, labelZh }) => ({ value, label: pick(label, labelZh) }))}
              />
            </Form.Item>
          )}
          {needsReasons && outcome && <ReasonSelect outcome={outcome} value={reasons} onChange={setReasons} />}
          <Form.Item label={t.task.comment} htmlFor="bulk-comment" required={outcome?.needsReason ?? false}>
            <Input.TextArea
              id="bulk-comment"
              value={comment}
              onChange={(event) => setComment(event.target.value)}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={4000}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );

  function send() {
    const said = comment.trim() ? { comment: comment.trim() } : {};
    if (isHandOver) onSend({ action: ask, ...toForwarding(to ?? ''), ...said });
    else if (outcome) onSend({ action: ask, outcome: outcome.key, reasonCodes: reasons, ...said });
  }
}

function outcomesInCommon(tasks: TaskSummary[]): Outcome[] {
  const [first, ...others] = tasks;
  return first?.outcomes.filter(({ key }) => others.every((task) => task.outcomes.some((o) => o.key === key))) ?? [];
}
