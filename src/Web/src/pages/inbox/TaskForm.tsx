import { Theme } from '@rjsf/antd';
import type Form from '@rjsf/core';
import { withTheme } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema, RJSFValidationError } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { type Ref, useMemo } from 'react';
import { useI18n } from '../../i18n';
import styles from './Inbox.module.css';

const SchemaForm = withTheme(Theme);

type Data = Record<string, unknown>;
type Props = {
  ref: Ref<Form>;
  /** JSON Schema; `titleZh` and `descriptionZh` beside a title or description are its Chinese. */
  schema: Data;
  data: Data;
  /** The server's messages; those whose path begins with `form.` are shown at their field. */
  errors: Record<string, string[]>;
  onChange: (data: Data) => void;
};

/** A task's form, drawn from its schema. It has no button of its own: the outcome sends it. */
export function TaskForm({ ref, schema, data, errors, onChange }: Props) {
  const { t, language } = useI18n();
  const localised = useMemo(() => (language === 'zh' ? inChinese(schema) : schema) as RJSFSchema, [schema, language]);
  const extraErrors = useMemo(() => toErrorSchema(errors), [errors]);
  return (
    <SchemaForm
      ref={ref}
      tagName="div"
      className={styles.form}
      idPrefix="form"
      schema={localised}
      uiSchema={{ 'ui:submitButtonOptions': { norender: true } }}
      validator={validator}
      formData={data}
      extraErrors={extraErrors}
      showErrorList={false}
      noHtml5Validate
      transformErrors={(problems) => problems.map((problem) => inPlainWords(problem, t.validation.required))}
      onChange={(event) => onChange((event.formData ?? {}) as Data)}
    />
  );
}

function inChinese(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inChinese);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => {
    const chinese: unknown = key === 'title' || key === 'description' ? (schema as Data)[`${key}Zh`] : undefined;
    return [key, chinese ?? inChinese(value)];
  });
  return Object.fromEntries(entries);
}

function toErrorSchema(errors: Record<string, string[]>): ErrorSchema {
  const root: ErrorSchema = {};
  for (const [path, messages] of Object.entries(errors)) {
    const [head, ...fields] = path.split('.');
    if (head !== 'form') continue;
    let node: Record<string, unknown> = root as Record<string, unknown>;
    for (const field of fields) {
      node[field] ??= {};
      node = node[field] as Record<string, unknown>;
    }
    node.__errors = messages;
  }
  return root;
}

function inPlainWords(problem: RJSFValidationError, required: string): RJSFValidationError {
  return problem.name === 'required' ? { ...problem, message: required } : problem;
}
