import { useState } from 'react';
import type { FieldSchema } from '../../forms/schema';
import { useI18n } from '../../i18n';
import { AddField } from './AddField';
import { cellKinds, withRequired } from './drawing';
import { FieldCard } from './FieldCard';
import styles from './FormPages.module.css';

type Props = { row: FieldSchema; isReadOnly: boolean; onChange: (row: FieldSchema) => void };

/** The columns of a table: fields like others, in the order of the row. */
export function ColumnsEditor({ row, isReadOnly, onChange }: Props) {
  const { t } = useI18n();
  const [open, setOpen] = useState<string>();
  const columns = Object.entries(row.properties ?? {});
  const set = (entries: [string, FieldSchema][]) => ({ ...row, properties: Object.fromEntries(entries) });

  return (
    <fieldset className={styles.choices} aria-label={t.forms.columnsOf}>
      <div className="quiet">{t.forms.columnsOf}</div>
      <ol className={styles.items}>
        {columns.map(([name, field], index) => (
          <FieldCard
            key={name}
            name={name}
            field={field}
            isOpen={open === name}
            onToggle={() => setOpen(open === name ? undefined : name)}
            isRequired={(row.required ?? []).includes(name)}
            onRequired={(isRequired) => onChange(withRequired(row, name, isRequired))}
            onChange={(changed) => onChange(set(columns.with(index, [name, changed])))}
            isReadOnly={isReadOnly}
            isFirst={index === 0}
            isLast={index === columns.length - 1}
            onMove={(by) => onChange(set(columns.toSpliced(index, 1).toSpliced(index + by, 0, [name, field])))}
            onRemove={() => onChange(withRequired(set(columns.toSpliced(index, 1)), name, false))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <AddField
          kinds={cellKinds}
          taken={columns.map(([name]) => name)}
          onAdd={(name, field) => {
            onChange(set([...columns, [name, field]]));
            setOpen(name);
          }}
        />
      )}
    </fieldset>
  );
}
