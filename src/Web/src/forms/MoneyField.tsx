import { Input, Select, Space } from 'antd';
import { useI18n } from '../i18n';
import { type ControlProps, idOf } from './Field';
import type { Money } from './schema';

/** An amount that stays text from the keyboard to the server: no digit passes through a float. */
export function MoneyField({
  path,
  schema,
  value,
  label,
  isRequired,
  isWrong,
  onChange,
}: ControlProps & { value: Money }) {
  const { t } = useI18n();
  const currencies = schema.currencies ?? [];
  const currency = value.currency ?? currencies[0];
  return (
    <Space.Compact block>
      {currencies.length > 1 ? (
        <Select
          aria-label={`${label}: ${t.form.currency}`}
          style={{ width: 96 }}
          value={currency}
          options={currencies.map((key) => ({ value: key, label: key }))}
          onChange={(chosen: string) => onChange({ amount: value.amount ?? '', currency: chosen })}
        />
      ) : (
        <Space.Addon>{currency}</Space.Addon>
      )}
      <Input
        id={idOf(path)}
        aria-label={label}
        aria-required={isRequired}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${idOf(path)}-problem` : undefined}
        inputMode="decimal"
        autoComplete="off"
        placeholder="0.00"
        value={value.amount ?? ''}
        onChange={(event) => onChange({ amount: tidy(event.target.value), currency })}
      />
    </Space.Compact>
  );
}

/** People paste amounts with separators; full-width digits come from Chinese keyboards. */
const tidy = (text: string) => text.normalize('NFKC').replace(/[\s,]/g, '');
