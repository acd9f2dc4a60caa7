import { Button, Drawer, Form, Input, InputNumber, Select, Space } from 'antd';
import { useBranches, useProducts } from '../../api/catalogue';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import type { Row } from './authority';

const groups = ['officers', 'analysts', 'reviewers', 'managers', 'directors'];
const modes = ['automatic', 'single', 'sequential', 'joint'];
const tracks = ['instant', 'fast', 'standard'] as const;

type Props = { row: Row; grades: string[]; onDone: (row: Row) => void; onRemove?: () => void; onClose: () => void };

/** One row of the matrix. Whether the whole is right the server says at once beside the draft. */
export function RowForm({ row, grades, onDone, onRemove, onClose }: Props) {
  const { t, pick } = useI18n();
  const names = useNames();
  const [form] = Form.useForm<Row>();
  const mode = Form.useWatch('mode', form) ?? row.mode;
  const all = { value: '*', label: t.tables.any };
  const products = (useProducts().data ?? []).map((p) => ({ value: p.key, label: pick(p.name, p.nameZh) }));
  const branches = (useBranches().data ?? []).map((b) => ({ value: b.key, label: pick(b.name, b.nameZh) }));
  const groupOptions = groups.map((value) => ({ value, label: names.groups([value]) }));
  return (
    <Drawer
      open
      size={460}
      title={t.tables.row}
      onClose={onClose}
      extra={
        <Space>
          {onRemove && (
            <Button danger onClick={onRemove}>
              {t.tables.removeRow}
            </Button>
          )}
          <Button type="primary" onClick={() => form.submit()}>
            OK
          </Button>
        </Space>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={row}
        onFinish={(fields) => onDone(clean({ ...row, ...fields }))}
      >
        <Form.Item name="key" label={t.tables.field.key} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="name" label={t.tables.field.name} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="nameZh" label={t.tables.field.nameZh} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="products" label={t.tables.product} rules={[{ required: true }]}>
          <Select mode="multiple" options={[all, ...products]} />
        </Form.Item>
        <Form.Item name="branches" label={t.tables.branch} rules={[{ required: true }]}>
          <Select mode="multiple" options={[all, ...branches]} />
        </Form.Item>
        <Form.Item name="grades" label={t.tables.grade} rules={[{ required: true }]}>
          <Select mode="multiple" options={[all, ...grades.map((value) => ({ value, label: value }))]} />
        </Form.Item>
        <Space.Compact block>
          <Form.Item name="above" label={t.tables.above} style={{ flex: 1 }} rules={[{ required: true }]}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="upTo" label={t.tables.upTo} style={{ flex: 1 }}>
            <InputNumber min={0} placeholder={t.tables.noLimit} style={{ width: '100%' }} />
          </Form.Item>
        </Space.Compact>
        <Form.Item name="level" label={t.tables.field.level} rules={[{ required: true }]}>
          <InputNumber min={0} max={100} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="track" label={t.tables.field.track}>
          <Select options={tracks.map((value) => ({ value, label: t.track[value] }))} />
        </Form.Item>
        <Form.Item name="mode" label={t.tables.mode}>
          <Select options={modes.map((value) => ({ value, label: t.tables.modes[value] }))} />
        </Form.Item>
        {mode !== 'automatic' && (
          <>
            <Form.Item name="approvers" label={t.tables.approvers}>
              <Select mode="multiple" options={groupOptions} />
            </Form.Item>
            <Form.Item name="escalateTo" label={t.tables.field.escalateTo}>
              <Select options={groupOptions} />
            </Form.Item>
          </>
        )}
        {mode === 'joint' && (
          <>
            <Form.Item name="quorum" label={t.tables.field.quorum}>
              <InputNumber min={1} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="veto" label={t.tables.field.veto}>
              <Select mode="multiple" options={groupOptions} />
            </Form.Item>
          </>
        )}
      </Form>
    </Drawer>
  );
}

/** What a mode does not know is left out, as the table is written by hand. */
function clean(row: Row): Row {
  const { quorum, veto, upTo, escalateTo, ...rest } = row;
  return {
    ...rest,
    ...(upTo != null && { upTo }),
    approvers: row.mode === 'automatic' ? [] : row.approvers,
    ...(row.mode !== 'automatic' && escalateTo && { escalateTo }),
    ...(row.mode === 'joint' && { ...(quorum && { quorum }), ...(veto && veto.length > 0 && { veto }) }),
  };
}
