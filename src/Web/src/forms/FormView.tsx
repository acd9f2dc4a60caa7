import { Form } from 'antd';
import { useI18n } from '../i18n';
import { CaseItem } from './CaseItem';
import type { FormProblem } from './check';
import { Field } from './Field';
import styles from './Forms.module.css';
import type { FormItem, FormSchema, FormSection, FormValue } from './schema';
import { type FormSurroundings, Surroundings } from './surroundings';

type Props = {
  schema: FormSchema;
  value: FormValue;
  /** Shown at their fields. */
  problems?: FormProblem[];
  /** Fields that must be filled beyond those the form requires. */
  alsoRequired?: string[];
  surroundings: FormSurroundings;
  isReadOnly?: boolean;
  onChange: (value: FormValue) => void;
};

/** A form, drawn from its schema: at tasks, in the editor's preview and for applicants. It has no button of its own. */
export function FormView(props: Props) {
  const { schema, value, problems = [], alsoRequired = [], surroundings, isReadOnly = false, onChange } = props;
  const { pick } = useI18n();
  const required = new Set([...(schema.required ?? []), ...alsoRequired]);

  return (
    <Surroundings value={surroundings}>
      <Form component="div" layout="vertical" disabled={isReadOnly} className={styles.form}>
        {sectionsOf(schema).map((section) => (
          <section key={keyOf(section)} className={styles.section}>
            {section.title && <h3>{pick(section.title, section.titleZh)}</h3>}
            <div className={styles.columns} data-columns={section.columns ?? 2}>
              {section.items.map((item) => place(item))}
            </div>
          </section>
        ))}
      </Form>
    </Surroundings>
  );

  function place(item: FormItem) {
    if (typeof item !== 'string') return <CaseItem key={`case.${item.case}`} name={item.case} />;
    const field = schema.properties?.[item];
    if (!field) return null;
    return (
      <Field
        key={item}
        path={`form.${item}`}
        schema={field}
        isRequired={required.has(item)}
        value={value[item]}
        problems={problems}
        onChange={(entered) => onChange({ ...value, [item]: entered })}
      />
    );
  }
}

/** Forms without a layout show their fields one after the other. */
export function sectionsOf(schema: FormSchema): FormSection[] {
  const fields = Object.keys(schema.properties ?? {});
  if (!schema.layout) return [{ title: schema.title, titleZh: schema.titleZh, columns: 1, items: fields }];
  const placed = new Set(schema.layout.flatMap((section) => section.items));
  const rest = fields.filter((field) => !placed.has(field));
  return rest.length > 0 ? [...schema.layout, { columns: 1, items: rest }] : schema.layout;
}

const keyOf = (section: FormSection) =>
  `${section.title ?? ''}/${section.items.map((item) => (typeof item === 'string' ? item : item.case)).join('/')}`;
