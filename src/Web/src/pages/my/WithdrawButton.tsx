import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useOwnAct } from '../../api/my';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';

/** Ends the application, after asking why. */
export function WithdrawButton({ number }: { number: string }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const act = useOwnAct(number);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.my.withdraw}</Button>
      <Modal
        open={isOpen}
        title={t.my.withdrawTitle}
        okText={t.my.withdrawNow}
        cancelText={t.common.back}
        okButtonProps={{ danger: true, disabled: !reason.trim(), loading: act.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() =>
          act.mutate(
            { do: 'withdraw', reason },
            {
              onSuccess: () => {
                setOpen(false);
                message.success(t.my.withdrawn);
              },
            },
          )
        }
      >
        <p>{t.my.withdrawHint}</p>
        {act.error && <Alert type="error" showIcon title={describeError(act.error, t)} />}
        <Form component="div" layout="vertical">
          <Form.Item label={t.my.withdrawReason} htmlFor="withdraw-reason" required>
            <Input.TextArea
              id="withdraw-reason"
              value={reason}
              maxLength={1000}
              autoSize={{ minRows: 2 }}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
