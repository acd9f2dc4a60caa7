import type { FieldKind, FieldSchema, FormItem, FormSchema, FormSection } from '../../forms/schema';

/** A form on the drawing board. */
export type Drawing = { name: string; nameZh: string; schema: FormSchema };

export const newDrawing: Drawing = {
  name: '',
  nameZh: '',
  schema: { type: 'object', required: [], properties: {}, layout: [{ title: '', titleZh: '', columns: 2, items: [] }] },
};

/** Kinds in the order they are offered. */
export const kinds = [
  'text',
  'number',
  'integer',
  'money',
  'date',
  'yesNo',
  'choice',
  'choices',
  'table',
  'document',
  'signature',
] as const satisfies FieldKind[];

export type NewKind = (typeof kinds)[number];

/** What may stand in the cell of a table. */
export const cellKinds: readonly NewKind[] = kinds.filter((kind) => kind !== 'table' && kind !== 'signature');

/** A field of a kind as it begins. */
export function newField(kind: NewKind, title: string, titleZh: string): FieldSchema {
  const words = { title, titleZh };
  const choice = {
    type: 'string',
    enum: ['one', 'two'],
    labels: { one: 'One', two: 'Two' },
    labelsZh: { one: '一', two: '二' },
  };
  const schemas: Record<NewKind, FieldSchema> = {
    text: { type: 'string', ...words, maxLength: 200 },
    number: { type: 'number', ...words },
    integer: { type: 'integer', ...words },
    money: { type: 'object', ...words, format: 'money', currencies: ['CNY'], minimum: '0' },
    date: { type: 'string', ...words, format: 'date' },
    yesNo: { type: 'boolean', ...words },
    choice: { ...choice, ...words },
    choices: { type: 'array', ...words, items: choice },
    table: {
      type: 'array',
      ...words,
      items: {
        type: 'object',
        required: [],
        properties: { first: { type: 'string', title: 'First', titleZh: '第一列' } },
      },
      maxItems: 20,
    },
    document: { type: 'string', ...words, format: 'document' },
    signature: { type: 'object', ...words, format: 'signature' },
  };
  return schemas[kind];
}

/** A form whose fields all have their place, so that everything about it can be moved. */
export function laidOut(schema: FormSchema): FormSchema {
  const fields = Object.keys(schema.properties ?? {});
  const layout = schema.layout ?? [{ title: '', titleZh: '', columns: 1, items: fields }];
  return { ...schema, required: schema.required ?? [], properties: schema.properties ?? {}, layout };
}

export const sectionsIn = (schema: FormSchema): FormSection[] => schema.layout ?? [];

export function withSection(schema: FormSchema, index: number, change: Partial<FormSection>): FormSchema {
  return {
    ...schema,
    layout: sectionsIn(schema).map((section, i) => (i === index ? { ...section, ...change } : section)),
  };
}

export function addSection(schema: FormSchema): FormSchema {
  return { ...schema, layout: [...sectionsIn(schema), { title: '', titleZh: '', columns: 2, items: [] }] };
}

/** A section goes with its fields. */
export function removeSection(schema: FormSchema, index: number): FormSchema {
  const gone = sectionsIn(schema)[index]?.items ?? [];
  const rest = { ...schema, layout: sectionsIn(schema).toSpliced(index, 1) };
  return gone.reduce<FormSchema>((kept, item) => (typeof item === 'string' ? withoutField(kept, item) : kept), rest);
}

export function addItem(schema: FormSchema, section: number, item: FormItem): FormSchema {
  return withSection(schema, section, { items: [...(sectionsIn(schema)[section]?.items ?? []), item] });
}

export function addField(schema: FormSchema, section: number, name: string, field: FieldSchema): FormSchema {
  return addItem({ ...schema, properties: { ...schema.properties, [name]: field } }, section, name);
}

export function removeItem(schema: FormSchema, section: number, index: number): FormSchema {
  const items = sectionsIn(schema)[section]?.items ?? [];
  const item = items[index];
  const rest = withSection(schema, section, { items: items.toSpliced(index, 1) });
  return typeof item === 'string' ? withoutField(rest, item) : rest;
}

/** One place up or down; beyond the end of its section into the next one. */
export function moveItem(schema: FormSchema, section: number, index: number, by: -1 | 1): FormSchema {
  const sections = sectionsIn(schema);
  const items = sections[section]?.items ?? [];
  const item = items[index];
  if (item === undefined) return schema;
  const target = index + by;
  if (target >= 0 && target < items.length) {
    return withSection(schema, section, { items: items.toSpliced(index, 1).toSpliced(target, 0, item) });
  }
  const neighbour = sections[section + by];
  if (!neighbour) return schema;
  const left = withSection(schema, section, { items: items.toSpliced(index, 1) });
  return withSection(left, section + by, { items: by > 0 ? [item, ...neighbour.items] : [...neighbour.items, item] });
}

export function withField(schema: FormSchema, name: string, field: FieldSchema): FormSchema {
  return { ...schema, properties: { ...schema.properties, [name]: field } };
}

export function withRequired<T extends { required?: string[] }>(schema: T, name: string, isRequired: boolean): T {
  const others = (schema.required ?? []).filter((other) => other !== name);
  return { ...schema, required: isRequired ? [...others, name] : others };
}

/** A name for the data, from the label: "Visited on" becomes visitedOn, or visitedOn2 when that is taken. */
export function nameFrom(label: string, taken: string[]): string {
  const words = label.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words
    .map((word, i) => (i === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1)))
    .join('');
  const base = /^[A-Za-z]/.test(joined) ? joined.slice(0, 50) : 'field';
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) if (!taken.includes(`${base}${number}`)) return `${base}${number}`;
}

function withoutField(schema: FormSchema, name: string): FormSchema {
  const { [name]: _, ...properties } = schema.properties ?? {};
  return withRequired({ ...schema, properties }, name, false);
}
