import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { FieldSchema } from '../../forms/schema';
import { useI18n } from '../../i18n';
import { en } from '../../i18n/en';
import { zh } from '../../i18n/zh';
import { type NewKind, nameFrom, newField } from './drawing';

type Props = { kinds: readonly NewKind[]; taken: string[]; onAdd: (name: string, field: FieldSchema) => void };

/** Offers the kinds of fields; the new one is named after its kind until it gets a label. */
export function AddField({ kinds, taken, onAdd }: Props) {
  const { t } = useI18n();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kinds.map((kind) => ({ key: kind, label: t.forms.kinds[kind] })),
        onClick: ({ key }) => {
          const kind = key as NewKind;
          onAdd(nameFrom(en.forms.kinds[kind], taken), newField(kind, en.forms.kinds[kind], zh.forms.kinds[kind]));
        },
      }}
    >
      <Button icon={<PlusOutlined />}>{t.forms.addField}</Button>
    </Dropdown>
  );
}
