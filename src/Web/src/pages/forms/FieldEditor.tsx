import { Checkbox, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { idOf } from '../../forms/Field';
import { type FieldSchema, kindOf } from '../../forms/schema';
import { useI18n } from '../../i18n';
import { ChoicesEditor } from './ChoicesEditor';
import { ColumnsEditor } from './ColumnsEditor';
import styles from './FormPages.module.css';

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'];

type Props = {
  name: string;
  field: FieldSchema;
  isRequired: boolean;
  isReadOnly: boolean;
  onRequired: (isRequired: boolean) => void;
  onChange: (field: FieldSchema) => void;
};

/** Label and help in both languages, whether it is required, and the limits of its kind. */
export function FieldEditor({ name, field, isRequired, isReadOnly, onRequired, onChange }: Props) {
  const { t } = useI18n();
  const kind = kindOf(field);
  const id = (key: string) => idOf(`edit.${name}.${key}`);
  const set = (change: FieldSchema) => onChange(pruned({ ...field, ...change }));
  const text = (key: keyof FieldSchema, label: string) => (
    <Form.Item key={key} label={label} htmlFor={id(key)}>
      <Input
        id={id(key)}
        value={(field[key] as string) ?? ''}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    </Form.Item>
  );
  const number = (key: keyof FieldSchema, label: string) => (
    <Form.Item key={key} label={label} htmlFor={id(key)}>
      <InputNumber
        id={id(key)}
        className={styles.full}
        value={field[key] as number}
        onChange={(value) => set({ [key]: value ?? undefined })}
      />
    </Form.Item>
  );
  const day = (key: 'formatMinimum' | 'formatMaximum', label: string) => (
    <Form.Item key={key} label={label} htmlFor={id(key)}>
      <DatePicker
        id={id(key)}
        className={styles.full}
        value={field[key] ? dayjs(field[key]) : null}
        onChange={(value) => set({ [key]: value?.format('YYYY-MM-DD') })}
      />
    </Form.Item>
  );
  const check = (key: 'multiline' | 'const', label: string) => (
    <Checkbox
      key={key}
      checked={field[key] === true}
      onChange={(event) => set({ [key]: event.target.checked || undefined })}
    >
      {label}
    </Checkbox>
  );
  const limits: Partial<Record<typeof kind, () => ReactNode[]>> = {
    text: () => [
      number('minLength', t.forms.shortest),
      number('maxLength', t.forms.longest),
      text('pattern', t.forms.pattern),
      text('example', t.forms.example),
      check('multiline', t.forms.multiline),
    ],
    number: () => [number('minimum', t.forms.least), number('maximum', t.forms.most)],
    integer: () => [number('minimum', t.forms.least), number('maximum', t.forms.most)],
    money: () => [
      text('minimum', t.forms.least),
      text('maximum', t.forms.most),
      <Form.Item key="currencies" label={t.forms.currencies} htmlFor={id('currencies')}>
        <Select
          id={id('currencies')}
          mode="multiple"
          value={field.currencies}
          options={currencies.map((value) => ({ value, label: value }))}
          onChange={(chosen) => set({ currencies: chosen })}
        />
      </Form.Item>,
    ],
    date: () => [day('formatMinimum', t.forms.earliest), day('formatMaximum', t.forms.latest)],
    yesNo: () => [check('const', t.forms.mustConfirm)],
    table: () => [number('minItems', t.forms.fewestRows), number('maxItems', t.forms.mostRows)],
  };

  return (
    <Form component="div" layout="vertical" size="small" disabled={isReadOnly} className={styles.fieldEditor}>
      <div className={styles.pair}>
        {text('title', t.forms.labelEn)}
        {text('titleZh', t.forms.labelZh)}
        {text('description', t.forms.helpEn)}
        {text('descriptionZh', t.forms.helpZh)}
        {limits[kind]?.()}
      </div>
      {kind === 'choice' && <ChoicesEditor field={field} onChange={onChange} />}
      {kind === 'choices' && field.items && (
        <ChoicesEditor field={field.items} onChange={(items) => onChange({ ...field, items })} />
      )}
      {kind === 'table' && field.items && (
        <ColumnsEditor row={field.items} isReadOnly={isReadOnly} onChange={(items) => onChange({ ...field, items })} />
      )}
      <div className={styles.foot}>
        <Checkbox checked={isRequired} onChange={(event) => onRequired(event.target.checked)}>
          {t.forms.isRequired}
        </Checkbox>
        <span className="quiet">{t.forms.dataName(name)}</span>
      </div>
    </Form>
  );
}

/** What is left empty is not written down. */
function pruned(field: FieldSchema): FieldSchema {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined && value !== ''));
}
