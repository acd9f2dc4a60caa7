import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ProblemError } from '../../api/client';
import { useSaveForm } from '../../api/forms';
import type { FormDraft } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import styles from './FormPages.module.css';

type Props = { draft: FormDraft; isNew: boolean; onClose: () => void; onSaved: (key: string) => void };

/** Asks why, and saves; what the server finds wrong is listed. */
export function SaveDialog({ draft, isNew, onClose, onSaved }: Props) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const save = useSaveForm();
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(draft.key);
  const problems = save.error instanceof ProblemError ? Object.values(save.error.errors).flat() : [];

  return (
    <Modal
      open
      title={t.forms.saveTitle}
      okText={t.forms.save}
      cancelText={t.common.close}
      okButtonProps={{ disabled: !reason.trim() || !key, loading: save.isPending }}
      onCancel={onClose}
      onOk={send}
    >
      <p className="quiet">{t.forms.saveHint}</p>
      {save.error && (
        <Alert
          type="error"
          showIcon
          className={styles.verdict}
          title={problems.length > 0 ? t.forms.problems(problems.length) : describeError(save.error, t)}
          description={problems.map((problem) => <div key={problem}>{problem}</div>)}
        />
      )}
      <Form component="div" layout="vertical">
        {isNew && (
          <Form.Item label={t.forms.key} htmlFor="form-key" extra={t.forms.keyHint}>
            <Input id="form-key" value={key} maxLength={60} onChange={(event) => setKey(event.target.value)} />
          </Form.Item>
        )}
        <Form.Item label={t.forms.reason} htmlFor="form-reason" required>
          <Input.TextArea
            id="form-reason"
            value={reason}
            maxLength={1000}
            autoSize={{ minRows: 2 }}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );

  /** The page shows the new edition before it is all over, without this dialog: what follows must not hang on it. */
  function send() {
    save.mutateAsync({ ...draft, key, reason }).then(
      () => {
        message.success(t.forms.saved);
        onSaved(key);
      },
      () => {}, // The dialog says what was wrong.
    );
  }
}
