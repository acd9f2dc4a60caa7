import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Form, Input } from 'antd';
import { useProducts } from '../../api/catalogue';
import type { ReworkItem, Task } from '../../api/types';
import { useI18n } from '../../i18n';
import styles from './Task.module.css';

type Props = { task: Task; value: ReworkItem[]; onChange: (items: ReworkItem[]) => void };

/** What exactly has to be done again: documents of the product's checklist, or fields in the applicant's words. */
export function Checklist({ task, value, onChange }: Props) {
  const { t, pick } = useI18n();
  const products = useProducts().data;
  const product = products?.find((candidate) => candidate.key === task.product);
  const documents = new Map(
    product?.checklist.flatMap((list) => list.documents).map((d) => [d.kind, pick(d.name, d.nameZh)] as const),
  );
  const kinds = new Map([...documents].map(([kind, name]) => [name, kind] as const));
  const nameOf = ({ key }: ReworkItem) => documents.get(key) ?? key;
  const change = (index: number, item: ReworkItem) => onChange(value.map((old, i) => (i === index ? item : old)));
  return (
    <Form.Item label={t.task.checklist} extra={t.task.checklistHint}>
      {value.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
        <div key={index} className={styles.checklistItem}>
          <AutoComplete
            aria-label={t.task.checklistItem}
            placeholder={t.task.checklistItem}
            value={nameOf(item)}
            options={[...kinds.keys()].map((name) => ({ value: name }))}
            onChange={(name: string) => {
              const kind = kinds.get(name);
              change(index, { ...item, kind: kind ? 'document' : 'field', key: kind ?? name });
            }}
          />
          <Input
            aria-label={t.task.checklistNote}
            placeholder={t.task.checklistNote}
            value={item.note ?? ''}
            onChange={(event) => change(index, { ...item, note: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t.task.checklistRemove(nameOf(item))}
            onClick={() => onChange(value.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...value, { kind: 'document', key: '', note: '' }])}
      >
        {t.task.checklistAdd}
      </Button>
    </Form.Item>
  );
}
