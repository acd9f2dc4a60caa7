import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { myDocuments, useOwnAct } from '../../api/my';
import type { Applicant } from '../../api/types';
import styles from '../../applicant/Applicant.module.css';
import { useI18n } from '../../i18n';
import { UploadDialog } from '../../lending/UploadDialog';
import { describeError } from '../../shell/ErrorState';
import { OwnTask } from './OwnTask';

/** Everything that is asked of the applicant now. */
export function Requests({ view }: { view: Applicant }) {
  const { pick } = useI18n();
  const isWaiting = view.waitingFor === 'applicant';
  return (
    <>
      {view.reasons.length > 0 && (
        <Alert
          type="info"
          title={view.reasons.map((reason) => <div key={reason.text}>{pick(reason.text, reason.textZh)}</div>)}
        />
      )}
      {isWaiting && view.askedFor.length > 0 && <HandIn view={view} />}
      {view.questions.map((question) => (
        <Answer key={question.taskId + question.id} number={view.number} question={question} />
      ))}
      {view.tasks.map((task) => (
        <OwnTask key={task.id} number={view.number} task={task} />
      ))}
      {view.maySign && <Sign view={view} />}
    </>
  );
}

function HandIn({ view }: { view: Applicant }) {
  const { t, pick } = useI18n();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const act = useOwnAct(view.number);
  const [kind, setKind] = useState<string | null>();
  return (
    <Request title={t.my.documentsAsked} error={act.error}>
      <ul className={styles.asked}>
        {view.askedFor.map((asked) => (
          <li key={asked.text}>
            <span>{pick(asked.text, asked.textZh)}</span>
            <Button
              icon={<UploadOutlined />}
              aria-label={`${t.my.upload}: ${pick(asked.text, asked.textZh)}`}
              onClick={() => setKind(asked.kind)}
            >
              {t.my.upload}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        type="primary"
        loading={act.isPending}
        onClick={() => act.mutate({ do: 'handIn' }, { onSuccess: () => message.success(t.my.thanks) })}
      >
        {t.my.allThere}
      </Button>
      <UploadDialog
        key={kind}
        documents={myDocuments(view.number)}
        product={view.product}
        segment={view.segment}
        firstKind={kind ?? undefined}
        open={kind !== undefined}
        onUploaded={() => queries.invalidateQueries({ queryKey: ['my', view.number] })}
        onClose={() => setKind(undefined)}
      />
    </Request>
  );
}

function Answer({ number, question }: { number: string; question: Applicant['questions'][number] }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const act = useOwnAct(number);
  const [text, setText] = useState('');
  const id = `answer-${question.id}`;
  const { taskId, id: questionId } = question;
  return (
    <Request title={t.my.question} error={act.error}>
      <p>{question.text}</p>
      <Form component="div" layout="vertical">
        <Form.Item label={t.my.yourAnswer} htmlFor={id}>
          <Input.TextArea
            id={id}
            value={text}
            maxLength={2000}
            autoSize={{ minRows: 3 }}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
      </Form>
      <Button
        type="primary"
        disabled={!text.trim()}
        loading={act.isPending}
        onClick={() =>
          act.mutate({ do: 'answer', taskId, questionId, text }, { onSuccess: () => message.success(t.my.thanks) })
        }
      >
        {t.my.sendAnswer}
      </Button>
    </Request>
  );
}

function Sign({ view }: { view: Applicant }) {
  const { t } = useI18n();
  const { modal, message } = App.useApp();
  const act = useOwnAct(view.number);
  const contract = view.documents.findLast((document) => document.kind === 'contract');
  return (
    <Request title={t.my.signTitle} error={act.error}>
      <p>{t.my.signHint}</p>
      <div className={styles.buttons}>
        {contract && (
          <Button href={`${myDocuments(view.number)}/${contract.id}`} target="_blank">
            {t.my.readContract}
          </Button>
        )}
        <Button type="primary" loading={act.isPending} onClick={() => confirm(true)}>
          {t.my.sign}
        </Button>
        <Button danger disabled={act.isPending} onClick={() => confirm(false)}>
          {t.my.refuse}
        </Button>
      </div>
    </Request>
  );

  function confirm(agrees: boolean) {
    modal.confirm({
      title: agrees ? t.my.signConfirm : t.my.refuseConfirm,
      content: agrees ? t.my.signConfirmHint : t.my.refuseConfirmHint,
      okText: agrees ? t.my.signNow : t.my.refuseNow,
      okButtonProps: { danger: !agrees },
      onOk: () =>
        act.mutateAsync({ do: 'sign', agrees }).then(
          () => void message.success(agrees ? t.my.signed : t.my.refused),
          () => undefined,
        ),
    });
  }
}

/** @param error Why the last try was refused. */
export function Request({ title, error, children }: { title: string; error: Error | null; children: ReactNode }) {
  const { t } = useI18n();
  return (
    <Card title={title} className={styles.request}>
      {error && <Alert type="error" showIcon className={styles.failure} title={describeError(error, t)} />}
      {children}
    </Card>
  );
}
