import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  type Alteration,
  type AlterationResult,
  type Stuck,
  useAlter,
  useIncidentOrder,
  usePreview,
  useSteps,
  useTryNow,
} from '../../api/operations';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import { PreviewedSteps } from './PreviewedSteps';
import type { Act } from './StuckList';

type Values = { reason: string; outcome?: string; activityId?: string; to?: string; targetVersion?: number };

type Props = { stuck: Stuck; act: Act; onClose: () => void; onDone: () => void };

/** Asks for what an action needs and for its reason. What alters a case is shown before it is carried out. */
export function ActDialog({ stuck, act, onClose, onDone }: Props) {
  const { t } = useI18n();
  const [form] = Form.useForm<Values>();
  const [shown, setShown] = useState<AlterationResult>();
  const answer = useIncidentOrder();
  const tryNow = useTryNow();
  const preview = usePreview();
  const alter = useAlter();
  const isAlteration = act === 'move' || act === 'migrate' || act === 'cancel';
  const error = answer.error ?? tryNow.error ?? preview.error ?? alter.error;

  const carryOut = (values: Values) => {
    const { instanceId, incidentId, jobId } = stuck;
    const { reason, outcome } = values;
    if (act === 'tryNow') return tryNow.mutate({ jobId: jobId ?? '', reason }, { onSuccess: onDone });
    if (act === 'retry' || act === 'skip')
      return answer.mutate(
        { instanceId, do: act, incidentId: incidentId ?? '', reason, outcome: outcome || undefined },
        { onSuccess: onDone },
      );
    const order = { instanceId, reason, alteration: toAlteration(act, values) };
    return shown ? alter.mutate(order, { onSuccess: onDone }) : preview.mutate(order, { onSuccess: setShown });
  };

  return (
    <Modal
      open
      title={`${t.operations.act[act]} · ${stuck.case ?? stuck.instanceId}`}
      okText={isAlteration && !shown ? t.operations.show : isAlteration ? t.operations.apply : t.operations.act[act]}
      okButtonProps={{ danger: act === 'cancel' && !!shown }}
      confirmLoading={answer.isPending || tryNow.isPending || preview.isPending || alter.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t.operations.hint[act]}</p>
      <Form form={form} layout="vertical" onFinish={carryOut} onValuesChange={() => setShown(undefined)}>
        {act === 'skip' && (
          <Form.Item name="outcome" label={t.operations.outcome}>
            <Input placeholder={t.operations.outcomeHint} />
          </Form.Item>
        )}
        {act === 'move' && <MoveFields stuck={stuck} />}
        {act === 'migrate' && (
          <Form.Item name="targetVersion" label={t.operations.targetVersion} rules={[required(t.validation.required)]}>
            <InputNumber min={1} precision={0} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t.operations.reasonLabel}
          rules={[{ ...required(t.validation.required), whitespace: true }]}
        >
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
      {shown && <PreviewedSteps result={shown} />}
      {error && <Alert type="error" showIcon title={describeError(error, t)} />}
    </Modal>
  );
}

const required = (message: string) => ({ required: true, message });

function MoveFields({ stuck }: { stuck: Stuck }) {
  const { t } = useI18n();
  const steps = useSteps(stuck.instanceId, true);
  const options = steps.data?.map((step) => ({ value: step.id, label: `${step.label} (${step.id})` }));
  const search = { showSearch: { optionFilterProp: 'label' }, loading: steps.isPending, options };
  return (
    <>
      <Form.Item
        name="activityId"
        label={t.operations.from}
        initialValue={stuck.reason === 'incident' ? (stuck.what ?? undefined) : undefined}
        rules={[required(t.validation.required)]}
      >
        <Select {...search} />
      </Form.Item>
      <Form.Item name="to" label={t.operations.to} rules={[required(t.validation.required)]}>
        <Select {...search} />
      </Form.Item>
    </>
  );
}

function toAlteration(act: Act, { activityId, to, targetVersion }: Values): Alteration {
  if (act === 'move') return { type: 'move', activityId, to };
  if (act === 'migrate') return { type: 'migrate', targetVersion };
  return { type: 'cancel' };
}
