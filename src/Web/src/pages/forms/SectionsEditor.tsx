import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { caseData, caseLabel } from '../../forms/CaseItem';
import type { FormSchema } from '../../forms/schema';
import { useI18n } from '../../i18n';
import { AddField } from './AddField';
import {
  addField,
  addItem,
  addSection,
  kinds,
  moveItem,
  removeItem,
  removeSection,
  sectionsIn,
  withField,
  withRequired,
  withSection,
} from './drawing';
import { FieldCard, ItemCard } from './FieldCard';
import styles from './FormPages.module.css';

type Props = { schema: FormSchema; isReadOnly: boolean; onChange: (schema: FormSchema) => void };

/** The sections of a form with their fields, to add to, change, move and take away. */
export function SectionsEditor({ schema, isReadOnly, onChange }: Props) {
  const { t } = useI18n();
  const [open, setOpen] = useState<string>();
  const sections = sectionsIn(schema);
  const fields = schema.properties ?? {};
  const lastSection = sections.length - 1;

  return (
    <>
      {sections.map((section, s) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a section is known by its place alone
        <Card key={s} className={styles.sectionCard}>
          <div className={styles.sectionHead}>
            <Input
              aria-label={t.forms.headingEn(s + 1)}
              placeholder={t.forms.heading}
              value={section.title}
              disabled={isReadOnly}
              onChange={(event) => onChange(withSection(schema, s, { title: event.target.value }))}
            />
            <Input
              aria-label={t.forms.headingZh(s + 1)}
              placeholder={t.forms.headingInZh}
              value={section.titleZh}
              disabled={isReadOnly}
              onChange={(event) => onChange(withSection(schema, s, { titleZh: event.target.value }))}
            />
            <Segmented
              aria-label={t.forms.columns}
              value={section.columns ?? 2}
              disabled={isReadOnly}
              options={[
                { value: 1, label: t.forms.oneColumn },
                { value: 2, label: t.forms.twoColumns },
              ]}
              onChange={(columns) => onChange(withSection(schema, s, { columns }))}
            />
            {!isReadOnly && sections.length > 1 && (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t.forms.removeSection(s + 1)}
                onClick={() => onChange(removeSection(schema, s))}
              />
            )}
          </div>
          {section.items.length === 0 && <p className="quiet">{t.forms.emptySection}</p>}
          <ol className={styles.items}>
            {section.items.map((item, i) => {
              const actions = {
                isReadOnly,
                isFirst: s === 0 && i === 0,
                isLast: s === lastSection && i === section.items.length - 1,
                onMove: (by: -1 | 1) => onChange(moveItem(schema, s, i, by)),
                onRemove: () => onChange(removeItem(schema, s, i)),
              };
              if (typeof item !== 'string') {
                return <ItemCard key={`case.${item.case}`} label={caseLabel(item.case as never, t)} {...actions} />;
              }
              const field = fields[item];
              return field ? (
                <FieldCard
                  key={item}
                  name={item}
                  field={field}
                  isOpen={open === item}
                  onToggle={() => setOpen(open === item ? undefined : item)}
                  isRequired={(schema.required ?? []).includes(item)}
                  onRequired={(isRequired) => onChange(withRequired(schema, item, isRequired))}
                  onChange={(changed) => onChange(withField(schema, item, changed))}
                  {...actions}
                />
              ) : null;
            })}
          </ol>
          {!isReadOnly && (
            <div className={styles.add}>
              <AddField
                kinds={kinds}
                taken={Object.keys(fields)}
                onAdd={(name, field) => {
                  onChange(addField(schema, s, name, field));
                  setOpen(name);
                }}
              />
              <Select
                className={styles.addCase}
                aria-label={t.forms.addCase}
                placeholder={t.forms.addCase}
                value={null}
                options={caseData
                  .filter((name) => !section.items.some((item) => typeof item !== 'string' && item.case === name))
                  .map((name) => ({ value: name, label: caseLabel(name, t) }))}
                onChange={(name: string | null) => name && onChange(addItem(schema, s, { case: name }))}
              />
            </div>
          )}
        </Card>
      ))}
      {!isReadOnly && (
        <Button icon={<PlusOutlined />} onClick={() => onChange(addSection(schema))}>
          {t.forms.addSection}
        </Button>
      )}
    </>
  );
}
