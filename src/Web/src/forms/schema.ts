/** A form as tasks keep it and as process owners draw it: JSON Schema of what is entered, within what both sides check. */
export type FormSchema = {
  type: 'object';
  title?: string;
  titleZh?: string;
  required?: string[];
  properties?: Record<string, FieldSchema>;
  layout?: FormSection[];
  [keyword: string]: unknown;
};

export type FieldSchema = {
  type?: string;
  format?: string;
  title?: string;
  titleZh?: string;
  description?: string;
  descriptionZh?: string;
  default?: unknown;
  enum?: string[];
  labels?: Record<string, string>;
  labelsZh?: Record<string, string>;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  example?: string;
  multiline?: boolean;
  /** Of money a text, so that no digit is lost. */
  minimum?: number | string;
  maximum?: number | string;
  formatMinimum?: string;
  formatMaximum?: string;
  const?: boolean;
  currencies?: string[];
  documentKind?: string;
  minItems?: number;
  maxItems?: number;
  items?: FieldSchema;
  required?: string[];
  properties?: Record<string, FieldSchema>;
};

/** A heading with fields by name, and data of the case to read. */
export type FormSection = { title?: string; titleZh?: string; columns?: number; items: FormItem[] };
export type FormItem = string | { case: string };

export type FieldKind =
  | 'text'
  | 'choice'
  | 'date'
  | 'document'
  | 'number'
  | 'integer'
  | 'yesNo'
  | 'money'
  | 'signature'
  | 'choices'
  | 'table'
  | 'group'
  | 'unknown';

export type FormValue = Record<string, unknown>;
export type Money = { amount?: string; currency?: string };
export type Signature = { document: string; by: string; method: 'drawn' | 'typed' };

const scalars: Record<string, FieldKind> = { number: 'number', integer: 'integer', boolean: 'yesNo' };

/** What a field takes. */
export function kindOf(schema: FieldSchema | undefined): FieldKind {
  if (schema?.type === 'string') {
    if (schema.format === 'date' || schema.format === 'document') return schema.format;
    return schema.enum ? 'choice' : 'text';
  }
  if (schema?.type === 'object') {
    return schema.format === 'money' || schema.format === 'signature' ? schema.format : 'group';
  }
  if (schema?.type === 'array') {
    const items = kindOf(schema.items);
    return items === 'choice' ? 'choices' : items === 'group' ? 'table' : 'unknown';
  }
  return scalars[schema?.type ?? ''] ?? 'unknown';
}

/** The server hands over forms and their data as they are: any JSON. */
export function asForm(json: unknown): FormSchema | undefined {
  return typeof json === 'object' && json !== null ? (json as FormSchema) : undefined;
}

export function asValue(json: unknown): FormValue {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as FormValue) : {};
}

/** What the form begins with: what is given, and the defaults of its fields where nothing is. */
export function startOf(schema: FormSchema, given: FormValue): FormValue {
  const defaults = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    field.default === undefined ? [] : [[name, field.default]],
  );
  return { ...Object.fromEntries(defaults), ...given };
}
