import { Form, Modal, Radio } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useCase } from '../../api/cases';
import type { Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { type ActionName, type Answers, missing, questions, textLabel } from './actions';
import { Checklist } from './Checklist';
import { DocumentSelect } from './DocumentSelect';
import { PersonSelect, ReasonSelect } from './fields';
import { MomentField } from './MomentField';
import { Refusal } from './Refusal';
import { TextField } from './TextField';
import type { Actions } from './useActions';

type Props = { task: Task; name: ActionName; actions: Actions };

/** Asks what an action needs to know. Ctrl+Enter sends it. */
export function ActionDialog({ task, name, actions }: Props) {
  const { t } = useI18n();
  const application = useCase(task.caseNumber).data?.application;
  const question = task.questions.find((candidate) => candidate.isOpen);
  const [answers, setAnswers] = useState<Answers>(() => ({
    whose: 'applicant',
    ...(question && { questionId: question.id }),
    ...(task.followUpAt && { at: task.followUpAt }),
  }));
  const [isChecked, setChecked] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const { asks = [], needs = [] } = questions[name] ?? {};
  const lacking = isChecked ? missing(name, answers) : [];
  const set = (answer: Answers) => setAnswers({ ...answers, ...answer });
  const texts: { label: string; hint?: string } = t.task.do[name];
  const rework = task.outcomes.find((outcome) => outcome.reasonKind === 'rework');

  return (
    <Modal
      open
      title={texts.label}
      okText={texts.label}
      cancelText={t.task.do.cancel}
      okButtonProps={{ loading: actions.isPending, danger: name === 'withdraw' || name === 'requestOverride' }}
      onOk={send}
      onCancel={actions.cancel}
      // Who works by keys types on at once: nothing moves that could take the focus meanwhile.
      transitionName=""
      maskTransitionName=""
      afterOpenChange={focusFirst}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the fields inside bubble up to here */}
      <div ref={fields} onKeyDown={sendByKey}>
        {texts.hint && <p className="quiet">{texts.hint}</p>}
        {name === 'answer' && question && <blockquote>{question.text}</blockquote>}
        <Refusal error={actions.refusal} />
        <Form layout="vertical" component="div">
          {asks.includes('to') && (
            <PersonSelect
              value={answers.to}
              onChange={(to) => set({ to })}
              withGroups={name === 'forward'}
              withApplicant={name === 'ask' && application?.channel === 'online'}
              problem={problem('to')}
              {...(name === 'requestOverride' && { label: t.task.overrideFor })}
            />
          )}
          {asks.includes('whose') && (
            <Form.Item label={t.task.waitingFor} required>
              <Radio.Group
                vertical
                value={answers.whose}
                onChange={(event) => set({ whose: event.target.value })}
                options={(['applicant', 'thirdParty', 'us'] as const).map((value) => ({
                  value,
                  label: t.task.whose[value],
                }))}
              />
            </Form.Item>
          )}
          {asks.includes('reasons') && rework && (
            <ReasonSelect
              hasFocus
              outcome={rework}
              value={answers.reasons ?? []}
              onChange={(reasons) => set({ reasons })}
              problem={problem('reasons')}
            />
          )}
          {asks.includes('checklist') && (
            <Checklist task={task} value={answers.checklist ?? []} onChange={(checklist) => set({ checklist })} />
          )}
          {asks.includes('at') && (
            <MomentField label={t.task.when} value={answers.at ?? null} onChange={(at) => set({ at })} />
          )}
          {asks.includes('documentId') && (
            <DocumentSelect
              task={task}
              value={answers.documentId}
              onChange={(documentId) => set({ documentId })}
              problem={problem('documentId')}
            />
          )}
          {asks.includes('text') && (
            <TextField
              label={textLabel(name, t)}
              isRequired={needs.includes('text')}
              hasFocus={asks[0] === 'text' || asks[0] === 'whose'}
              value={answers.text ?? ''}
              onChange={(text) => set({ text })}
              problem={problem('text')}
            />
          )}
        </Form>
      </div>
    </Modal>
  );

  /** A task that opened a moment ago may have taken the focus meanwhile. */
  function focusFirst() {
    if (fields.current?.contains(document.activeElement)) return;
    fields.current?.querySelector<HTMLElement>('textarea, input:not([type="radio"])')?.focus();
  }

  function problem(field: keyof Answers) {
    return lacking.includes(field) ? t.task.do.missing : undefined;
  }

  function send() {
    setChecked(true);
    if (missing(name, answers).length === 0) actions.send(name, answers);
  }

  function sendByKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.stopPropagation();
    send();
  }
}
