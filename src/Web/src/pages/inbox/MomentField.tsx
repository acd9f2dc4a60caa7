import { DatePicker, Form } from 'antd';
import dayjs from 'dayjs';

type Props = { label: string; value: string | null; onChange: (at: string | null) => void };

/** A day and time in the reader's zone. */
export function MomentField({ label, value, onChange }: Props) {
  return (
    <Form.Item label={label} htmlFor="moment">
      <DatePicker
        id="moment"
        autoFocus
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        value={value ? dayjs(value) : null}
        onChange={(at) => onChange(at?.toISOString() ?? null)}
        style={{ width: '100%' }}
      />
    </Form.Item>
  );
}
