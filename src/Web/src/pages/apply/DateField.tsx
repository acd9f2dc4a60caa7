import { DatePicker, Form, type FormItemProps } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import styles from './Apply.module.css';

type Props = Pick<FormItemProps, 'name' | 'label' | 'rules'> & { latest?: 'today' };

/** A calendar date that the form keeps as text, such as 2019-05-01: the way the API and the saved draft have it. */
export function DateField({ latest, ...item }: Props) {
  return (
    <Form.Item
      {...item}
      getValueProps={(day?: string | null) => ({ value: day ? dayjs(day) : null })}
      normalize={(day: Dayjs | null) => day?.format('YYYY-MM-DD')}
    >
      <DatePicker className={styles.wide} disabledDate={(day) => latest === 'today' && day.isAfter(dayjs(), 'day')} />
    </Form.Item>
  );
}
