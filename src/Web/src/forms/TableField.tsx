import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { useI18n } from '../i18n';
import { type ControlProps, Field } from './Field';
import styles from './Forms.module.css';
import { asValue, type FormValue } from './schema';

/** Rows of the same fields; on a phone each row is a card. */
export function TableField({ path, schema, value, label, problems, onChange }: ControlProps) {
  const { t, pick } = useI18n();
  const rows = Array.isArray(value) ? value.map(asValue) : [];
  const keys = useRowKeys(rows.length);
  const columns = Object.entries(schema.items?.properties ?? {});
  const required = schema.items?.required ?? [];
  const isFull = schema.maxItems !== undefined && rows.length >= schema.maxItems;

  return (
    <fieldset className={styles.table} aria-label={label}>
      {rows.map((row, index) => (
        <fieldset key={keys.at(index)} className={styles.row} aria-label={t.form.row(index + 1)}>
          {columns.map(([name, field]) => (
            <div key={name} className={styles.cell}>
              <span aria-hidden className={styles.cellLabel}>
                {field.type !== 'boolean' && pick(field.title ?? name, field.titleZh)}
                {field.type !== 'boolean' && required.includes(name) && <span className={styles.star}> *</span>}
              </span>
              <Field
                path={`${path}[${index}].${name}`}
                schema={field}
                isRequired={required.includes(name)}
                value={row[name]}
                problems={problems}
                hasHiddenLabel
                onChange={(entered) => change(rows.with(index, { ...row, [name]: entered }))}
              />
            </div>
          ))}
          <Button
            type="text"
            className={styles.removeRow}
            icon={<DeleteOutlined />}
            aria-label={t.form.removeRow(index + 1)}
            onClick={() => {
              keys.remove(index);
              change(rows.toSpliced(index, 1));
            }}
          />
        </fieldset>
      ))}
      <Button icon={<PlusOutlined />} disabled={isFull} onClick={() => change([...rows, {}])}>
        {t.form.addRow}
      </Button>
    </fieldset>
  );

  function change(changed: FormValue[]) {
    onChange(changed);
  }
}

/** Rows have no key of their own; without one, removing a row would move the cursor of the rows below. */
function useRowKeys(count: number) {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < count) keys.current.push(next.current++);
  return {
    at: (index: number) => keys.current[index],
    remove: (index: number) => keys.current.splice(index, 1),
  };
}
