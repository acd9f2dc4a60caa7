import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type FieldSchema, kindOf } from '../../forms/schema';
import { useI18n } from '../../i18n';
import type { NewKind } from './drawing';
import { FieldEditor } from './FieldEditor';
import styles from './FormPages.module.css';

type Actions = {
  isReadOnly: boolean;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

type FieldProps = Actions & {
  name: string;
  field: FieldSchema;
  isRequired: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onRequired: (isRequired: boolean) => void;
  onChange: (field: FieldSchema) => void;
};

/** A field in the list; open, everything about it can be changed. */
export function FieldCard(props: FieldProps) {
  const { name, field, isRequired, isOpen, isReadOnly, onToggle, onRequired, onChange } = props;
  const { t, pick } = useI18n();
  const label = pick(field.title ?? name, field.titleZh);
  const kind = kindOf(field);
  return (
    <Item label={label} {...props}>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span>
          {label}
          {isRequired && <span className={styles.star}> *</span>}
        </span>
        <Tag>{t.forms.kinds[kind as NewKind] ?? kind}</Tag>
      </button>
      {isOpen && (
        <FieldEditor
          name={name}
          field={field}
          isRequired={isRequired}
          isReadOnly={isReadOnly}
          onRequired={onRequired}
          onChange={onChange}
        />
      )}
    </Item>
  );
}

/** Data of the case in the list: it can only be moved and taken away. */
export function ItemCard({ label, ...actions }: Actions & { label: string }) {
  const { t } = useI18n();
  return (
    <Item label={label} {...actions}>
      <span className={styles.toggle}>
        <span>{label}</span>
        <Tag>{t.forms.caseDatum}</Tag>
      </span>
    </Item>
  );
}

function Item({
  label,
  isReadOnly,
  isFirst,
  isLast,
  onMove,
  onRemove,
  children,
}: Actions & { label: string; children: ReactNode }) {
  const { t } = useI18n();
  return (
    <li className={styles.item}>
      <div className={styles.itemBody}>{children}</div>
      {!isReadOnly && (
        <div className={styles.itemActions}>
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={isFirst}
            aria-label={t.forms.moveUp(label)}
            onClick={() => onMove(-1)}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={isLast}
            aria-label={t.forms.moveDown(label)}
            onClick={() => onMove(1)}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t.forms.removeField(label)}
            onClick={onRemove}
          />
        </div>
      )}
    </li>
  );
}
