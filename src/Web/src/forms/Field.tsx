import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n';
import type { FormProblem } from './check';
import { DocumentField } from './DocumentField';
import styles from './Forms.module.css';
import { MoneyField } from './MoneyField';
import { SignatureField } from './SignatureField';
import { asValue, type FieldSchema, kindOf, type Money, type Signature } from './schema';
import { TableField } from './TableField';

export type FieldProps = {
  /** For example `form.partners[0].name`. */
  path: string;
  schema: FieldSchema;
  isRequired: boolean;
  value: unknown;
  problems: FormProblem[];
  onChange: (value: unknown) => void;
  /** In a table the column names the field: its label is only heard. */
  hasHiddenLabel?: boolean;
};

/** One field of a form with its label, its help and what is wrong with it. */
export function Field(props: FieldProps) {
  const { path, schema, isRequired, problems, hasHiddenLabel } = props;
  const { t, pick } = useI18n();
  const kind = kindOf(schema);
  const label = labelOf(props, pick);
  const own = problems.filter(
    (problem) => problem.path === path || (isOneControl(kind) && isBelow(problem.path, path)),
  );
  const help = own.map((problem) => pick(problem.message, problem.messageZh)).join(' ');
  const isWide = kind === 'table' || kind === 'group' || kind === 'signature' || schema.multiline;

  return (
    <Form.Item
      className={isWide ? styles.wide : undefined}
      label={hasHiddenLabel || kind === 'yesNo' ? undefined : label}
      htmlFor={kind === 'choice' || kind === 'choices' || kind === 'table' || kind === 'group' ? undefined : idOf(path)}
      required={isRequired}
      extra={schema.description && pick(schema.description, schema.descriptionZh)}
      {...(help && { validateStatus: 'error' as const, help: <span id={problemIdOf(path)}>{help}</span> })}
    >
      <Control
        {...props}
        label={label + (isRequired && hasHiddenLabel ? ` (${t.form.required})` : '')}
        isWrong={own.length > 0}
      />
    </Form.Item>
  );
}

export type ControlProps = FieldProps & { label: string; isWrong: boolean };

function Control(props: ControlProps): ReactNode {
  const { path, schema, value, label, isRequired, isWrong, onChange } = props;
  const { t, pick, language } = useI18n();
  const common = {
    id: idOf(path),
    'aria-label': label,
    'aria-required': isRequired,
    'aria-invalid': isWrong,
    'aria-describedby': isWrong ? problemIdOf(path) : undefined,
  };
  const words = (language === 'zh' ? schema.labelsZh : undefined) ?? schema.labels ?? {};
  const options = (schema.enum ?? []).map((choice) => ({ value: choice, label: words[choice] ?? choice }));

  switch (kindOf(schema)) {
    case 'text': {
      const text = typeof value === 'string' ? value : '';
      const change = (event: { target: { value: string } }) => onChange(event.target.value);
      return schema.multiline ? (
        <Input.TextArea {...common} value={text} onChange={change} autoSize={{ minRows: 3, maxRows: 12 }} />
      ) : (
        <Input {...common} value={text} onChange={change} placeholder={schema.example} />
      );
    }
    case 'choice':
      return options.length <= 4 ? (
        <Radio.Group {...common} value={value} options={options} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Select {...common} value={value as string} options={options} onChange={onChange} allowClear={!isRequired} />
      );
    case 'choices': {
      const items = schema.items ?? {};
      const itemWords = (language === 'zh' ? items.labelsZh : undefined) ?? items.labels ?? {};
      return (
        <fieldset className={styles.choices} aria-label={label}>
          <Checkbox.Group
            value={Array.isArray(value) ? value : []}
            options={(items.enum ?? []).map((choice) => ({ value: choice, label: itemWords[choice] ?? choice }))}
            onChange={onChange}
          />
        </fieldset>
      );
    }
    case 'date':
      return (
        <DatePicker
          {...common}
          className={styles.full}
          value={typeof value === 'string' && value ? dayjs(value) : null}
          minDate={schema.formatMinimum ? dayjs(schema.formatMinimum) : undefined}
          maxDate={schema.formatMaximum ? dayjs(schema.formatMaximum) : undefined}
          onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
        />
      );
    case 'number':
    case 'integer':
      return (
        <InputNumber
          {...common}
          className={styles.full}
          value={typeof value === 'number' ? value : null}
          onChange={(entered) => onChange(entered ?? undefined)}
        />
      );
    case 'yesNo':
      return (
        <Checkbox
          {...common}
          aria-label={undefined}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        >
          {label}
          {isRequired && <span className={styles.star}> *</span>}
        </Checkbox>
      );
    case 'money':
      return <MoneyField {...props} value={asValue(value) as Money} />;
    case 'document':
      return <DocumentField {...props} value={typeof value === 'string' ? value : undefined} />;
    case 'signature':
      return <SignatureField {...props} value={value as Signature | undefined} />;
    case 'table':
      return <TableField {...props} />;
    case 'group':
      return (
        <fieldset className={styles.group} aria-label={label}>
          {Object.entries(schema.properties ?? {}).map(([name, field]) => (
            <Field
              key={name}
              path={`${path}.${name}`}
              schema={field}
              isRequired={(schema.required ?? []).includes(name)}
              value={asValue(value)[name]}
              problems={props.problems}
              onChange={(entered) => onChange({ ...asValue(value), [name]: entered })}
            />
          ))}
        </fieldset>
      );
    default:
      return <span className="quiet">{t.form.unknownField(pick(schema.title ?? path, schema.titleZh))}</span>;
  }
}

export const idOf = (path: string) => path.replace(/[^A-Za-z0-9]+/g, '-');

const problemIdOf = (path: string) => `${idOf(path)}-problem`;

function labelOf({ path, schema }: FieldProps, pick: (en: string, zh?: string) => string): string {
  return pick(schema.title ?? path.split('.').at(-1) ?? path, schema.titleZh);
}

/** Money and signatures are one field to people and several values to the rules. */
const isOneControl = (kind: string) => kind === 'money' || kind === 'signature' || kind === 'choices';

const isBelow = (path: string, of: string) => path.startsWith(`${of}.`) || path.startsWith(`${of}[`);
