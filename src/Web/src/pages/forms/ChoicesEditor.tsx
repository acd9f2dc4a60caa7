import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { FieldSchema } from '../../forms/schema';
import { useI18n } from '../../i18n';
import { nameFrom } from './drawing';
import styles from './FormPages.module.css';

/** The choices of a field with their words. What is kept as data does not change with the words. */
export function ChoicesEditor({ field, onChange }: { field: FieldSchema; onChange: (field: FieldSchema) => void }) {
  const { t } = useI18n();
  const choices = field.enum ?? [];
  return (
    <fieldset className={styles.choices} aria-label={t.forms.choices}>
      {choices.map((choice, index) => (
        <div key={choice} className={styles.choice}>
          <Input
            aria-label={t.forms.choiceEn(index + 1)}
            value={field.labels?.[choice] ?? choice}
            onChange={(event) => onChange({ ...field, labels: { ...field.labels, [choice]: event.target.value } })}
          />
          <Input
            aria-label={t.forms.choiceZh(index + 1)}
            value={field.labelsZh?.[choice] ?? ''}
            onChange={(event) => onChange({ ...field, labelsZh: { ...field.labelsZh, [choice]: event.target.value } })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            disabled={choices.length === 1}
            aria-label={t.forms.removeChoice(index + 1)}
            onClick={() => onChange(without(field, choice))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange(withAnother(field))}>
        {t.forms.addChoice}
      </Button>
    </fieldset>
  );
}

function withAnother(field: FieldSchema): FieldSchema {
  const choices = field.enum ?? [];
  const name = nameFrom('Choice', choices);
  return {
    ...field,
    enum: [...choices, name],
    labels: { ...field.labels, [name]: `Choice ${choices.length + 1}` },
    labelsZh: { ...field.labelsZh, [name]: `选项 ${choices.length + 1}` },
  };
}

function without(field: FieldSchema, choice: string): FieldSchema {
  const { [choice]: _en, ...labels } = field.labels ?? {};
  const { [choice]: _zh, ...labelsZh } = field.labelsZh ?? {};
  return { ...field, enum: (field.enum ?? []).filter((other) => other !== choice), labels, labelsZh };
}
