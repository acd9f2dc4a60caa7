import { Alert, Form, Input, Modal, Select } from 'antd';
import { useIncidentAnswer } from '../../api/cases';
import type { Incident } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';

type Props = {
  number: string;
  incident: Incident;
  what: 'retry' | 'skip';
  onClose: () => void;
  onAccepted: () => void;
};

export function IncidentDialog({ number, incident, what, onClose, onAccepted }: Props) {
  const { t } = useI18n();
  const [form] = Form.useForm<{ reason: string; outcome?: string }>();
  const answer = useIncidentAnswer(number);
  const required = [{ required: true, whitespace: true, message: t.validation.required }];
  return (
    <Modal
      open
      title={what === 'retry' ? t.incident.retryTitle : t.incident.skipTitle}
      okText={t.incident[what]}
      confirmLoading={answer.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{what === 'retry' ? t.incident.retryHint : t.incident.skipHint}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => answer.mutate({ id: incident.id, do: what, ...values }, { onSuccess: onAccepted })}
      >
        {what === 'skip' && incident.outcomes.length > 0 && (
          <Form.Item name="outcome" label={t.incident.outcome} rules={required}>
            <Select options={incident.outcomes.map((outcome) => ({ value: outcome, label: outcome }))} />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t.case.reason} rules={required}>
          <Input.TextArea rows={3} />
        </Form.Item>
      </Form>
      {answer.error && <Alert type="error" showIcon title={describeError(answer.error, t)} />}
    </Modal>
  );
}
