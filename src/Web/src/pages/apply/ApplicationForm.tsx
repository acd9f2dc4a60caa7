import { Alert, App, Button, Form, Steps } from 'antd';
import { useState } from 'react';
import { randomKey } from '../../api/client';
import type { Branch, Product, Receipt } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import { useIsPhone } from '../../shell/useIsPhone';
import styles from './Apply.module.css';
import { BusinessStep } from './BusinessStep';
import { DocumentsStep } from './DocumentsStep';
import type { Desk, Files } from './desk';
import type { Draft, Entries } from './draft';
import { FieldProblems, useFieldProblems } from './FieldProblems';
import { ProductStep } from './ProductStep';
import { RepresentativeStep } from './RepresentativeStep';
import { ReviewStep } from './ReviewStep';
import { toApplication } from './toApplication';
import { useSending } from './useSending';

type Props = {
  desk: Desk;
  draft: Draft;
  files: Files;
  products: Product[];
  branches: Branch[];
  onRestart: () => void;
  onReceived: (receipt: Receipt) => void;
};

const reviewStep = 4;

export function ApplicationForm({ desk, draft, files: storedFiles, products, branches, onRestart, onReceived }: Props) {
  const { t } = useI18n();
  const { modal } = App.useApp();
  const isPhone = useIsPhone();
  const [form] = Form.useForm<Entries>();
  const [{ step, entries, key }, setDraft] = useState(draft);
  const [files, setFiles] = useState(storedFiles);
  const [uploading, setUploading] = useState<Record<string, number>>({});
  const [failedFile, setFailedFile] = useState<Error>();
  const sending = useSending(desk);
  const problems = useFieldProblems();

  const product = products.find((candidate) => candidate.key === entries.product);
  const checklist = product?.checklist.find((list) => list.segment === entries.borrower?.segment)?.documents ?? [];
  const currency = product?.currency ?? '';
  const steps = [
    () => <ProductStep products={products} branches={branches} product={product} />,
    () => <BusinessStep currency={currency} />,
    () => <RepresentativeStep hasConsent={entries.consent?.creditBureau ?? false} />,
    () => <DocumentsStep checklist={checklist} files={files} uploading={uploading} onFile={keepFile} />,
    () => (
      <ReviewStep
        application={toApplication(entries)}
        currency={currency}
        checklist={checklist}
        files={files}
        onEdit={goTo}
      />
    ),
  ];

  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={draft.entries}
      scrollToFirstError={{ behavior: 'smooth', block: 'center' }}
      onValuesChange={(changed: Entries) => {
        problems.forget(changed);
        keep({ step, entries: form.getFieldsValue(true), key: randomKey() });
      }}
    >
      <Steps
        className={styles.steps}
        size="small"
        current={step}
        items={t.apply.steps.map((title) => ({ title: isPhone ? '' : title }))}
        responsive={false}
        onChange={(target) => target < step && goTo(target)}
      />
      <h2 className={styles.stepTitle}>{t.apply.titles[step]}</h2>
      {problems.others.length > 0 && (
        <Alert
          type="error"
          showIcon
          className={styles.notice}
          title={t.apply.problems}
          description={problems.others.map((message) => <div key={message}>{message}</div>)}
        />
      )}
      {failedFile && <Alert type="error" showIcon className={styles.notice} title={describeError(failedFile, t)} />}
      {steps[step]?.()}
      <FieldProblems key={step} step={step} problems={problems.atFields} />
      {sending.view}
      <div className={styles.foot}>
        {step > 0 && (
          <Button onClick={() => goTo(step - 1)} disabled={sending.isSending}>
            {t.common.back}
          </Button>
        )}
        <span className={`quiet ${styles.saved}`}>
          {desk.isOnline ? t.my.savedOnline : t.apply.saved} ·{' '}
          <Button type="link" size="small" onClick={askRestart}>
            {desk.isOnline ? t.my.discardNow : t.apply.restart}
          </Button>
        </span>
        {step < reviewStep ? (
          <Button type="primary" onClick={next}>
            {t.common.next}
          </Button>
        ) : (
          <Button type="primary" onClick={send} loading={sending.isSending}>
            {t.apply.send}
          </Button>
        )}
      </div>
    </Form>
  );

  function keep(changed: Draft) {
    setDraft(changed);
    desk.keep(changed);
  }

  function goTo(target: number) {
    keep({ step: target, entries: form.getFieldsValue(true), key });
    window.scrollTo({ top: 0 });
  }

  function next() {
    form.validateFields().then(
      () => goTo(step + 1),
      () => undefined,
    );
  }

  function keepFile(kind: string, file: File | undefined) {
    setFailedFile(undefined);
    const report = (share: number) => setUploading((current) => ({ ...current, [kind]: share }));
    desk
      .keepFile(kind, file, report)
      .then(
        () => {
          setFiles((current) => ({ ...current, [kind]: file }));
          keep({ step, entries: form.getFieldsValue(true), key: randomKey() });
        },
        (error: Error) => setFailedFile(error),
      )
      .finally(() => setUploading(({ [kind]: _, ...rest }) => rest));
  }

  function send() {
    const wanted = new Set(checklist.map((document) => document.kind));
    const chosen = Object.fromEntries(Object.entries(files).filter(([kind]) => wanted.has(kind)));
    sending.send(toApplication(entries), entries.papers ?? {}, chosen, key).then(onReceived, (error) => {
      const first = problems.show(error);
      if (first !== undefined) goTo(first);
    });
  }

  function askRestart() {
    modal.confirm(
      desk.isOnline
        ? { title: t.my.discardTitle, okText: t.my.discardNow, okButtonProps: { danger: true }, onOk: onRestart }
        : { title: t.apply.restartConfirm, okText: t.apply.restart, onOk: onRestart },
    );
  }
}
