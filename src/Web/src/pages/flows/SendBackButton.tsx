import { App, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useSendBackPublication } from '../../api/flows';
import type { Flow } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import styles from './Flows.module.css';

/** Declines a publication that is asked for; the reason goes to whoever asks. */
export function SendBackButton({ flow }: { flow: Flow }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const sending = useSendBackPublication();
  return (
    <Popconfirm
      title={t.flows.sendBack}
      description={
        <div className={styles.confirm}>
          <p>{t.flows.sendBackHint}</p>
          <Input.TextArea
            aria-label={t.flows.sendBackReason}
            placeholder={t.flows.sendBackReason}
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      }
      okText={t.flows.sendBack}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onConfirm={() =>
        sending.mutate(
          { definitionId: flow.definitionId, reason },
          {
            onSuccess: () => message.success(t.flows.sentBack(flow.name)),
            onError: (error) => message.error(describeError(error, t)),
          },
        )
      }
    >
      <Button loading={sending.isPending}>{t.flows.sendBack}</Button>
    </Popconfirm>
  );
}
