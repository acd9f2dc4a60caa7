import messages from '../../../HumanTasks/Forms/messages.json';
import { type FieldSchema, kindOf } from './schema';

/** Something about a value that does not fit. The server finds the same (src/HumanTasks/Forms/FormRules.cs); tests/forms.json
 * holds cases that both must judge alike. */
export type FormProblem = { path: string; code: string; message: string; messageZh: string };

type Json = Record<string, unknown>;
type Texts = Record<string, { en: string; zh: string }>;

const mostCharactersShown = 60;
const largest = 7.9e28;
const amountForm = /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$/;
// Exactly these, because C# and JavaScript trim different characters.
const blanks = /^[ \t\r\n\u00a0\u3000]*$/;

const ofSignature: FieldSchema = {
  type: 'object',
  required: ['document', 'by', 'method'],
  properties: {
    document: { type: 'string', format: 'document' },
    by: { type: 'string', maxLength: 200 },
    method: { type: 'string', enum: ['drawn', 'typed'] },
  },
};

/** Every problem of a form at once.
 * @param alsoRequired Fields that must be filled beyond those the form requires. */
export function check(schema: FieldSchema, value: unknown, path: string, alsoRequired: string[] = []): FormProblem[] {
  return checkGroup(schema, value, path, [...(schema.required ?? []), ...alsoRequired]);
}

function checkGroup(schema: FieldSchema, value: unknown, path: string, required: string[]): FormProblem[] {
  if (value !== undefined && value !== null && !isObject(value)) return [problem(path, 'group', found(value))];
  const fields = schema.properties ?? {};
  const entered = isObject(value) ? value : {};
  const problems: FormProblem[] = [];
  for (const name of new Set(required)) {
    if (isEmpty(fields[name], entered[name])) problems.push(problem(`${path}.${name}`, 'required'));
  }
  for (const [name, field] of Object.entries(fields)) {
    if (!isEmpty(field, entered[name])) problems.push(...checkValue(field, entered[name], `${path}.${name}`));
  }
  if (Object.keys(fields).length > 0) {
    for (const name of Object.keys(entered)) if (!fields[name]) problems.push(problem(`${path}.${name}`, 'unknown'));
  }
  return problems;
}

function checkValue(schema: FieldSchema, value: unknown, path: string): FormProblem[] {
  switch (kindOf(schema)) {
    case 'text':
      return one(wrongText(schema, value, path));
    case 'choice':
      return one(wrongChoice(schema, value, path));
    case 'date':
      return one(wrongDate(schema, value, path));
    case 'document':
      return typeof value === 'string' ? [] : [problem(path, 'text', found(value))];
    case 'number':
      return one(wrongNumber(schema, value, path, 'number'));
    case 'integer':
      return one(wrongNumber(schema, value, path, 'integer'));
    case 'yesNo':
      return one(wrongYesNo(schema, value, path));
    case 'money':
      return one(wrongMoney(schema, value, path));
    case 'choices':
      return checkChoices(schema, value, path);
    case 'table':
      return checkTable(schema, value, path);
    case 'group':
      return checkGroup(schema, value, path, schema.required ?? []);
    case 'signature':
      return checkGroup(ofSignature, value, path, ofSignature.required ?? []);
    default:
      return [];
  }
}

function wrongText(schema: FieldSchema, value: unknown, path: string) {
  if (typeof value !== 'string') return problem(path, 'text', found(value));
  const { minLength, maxLength, pattern, example } = schema;
  if (minLength !== undefined && value.length < minLength) return problem(path, 'shortest', minLength, value.length);
  if (maxLength !== undefined && value.length > maxLength) return problem(path, 'longest', maxLength, value.length);
  if (pattern && !matches(pattern, value)) return problem(path, 'pattern', example ?? pattern, shown(value));
  return undefined;
}

/** The whole text must match, with anchors or without. */
function matches(pattern: string, text: string): boolean {
  const bare = pattern.startsWith('^') && /(^|[^\\])\$$/.test(pattern) ? pattern.slice(1, -1) : pattern;
  try {
    return new RegExp(`^(?:${bare})$`).test(text);
  } catch {
    return true; // The server refuses to save such a pattern and does not check by it.
  }
}

function wrongChoice(schema: FieldSchema, value: unknown, path: string) {
  if (typeof value !== 'string') return problem(path, 'text', found(value));
  const choices = schema.enum ?? [];
  if (!choices.includes(value)) return problem(path, 'choice', choices.join(', '), shown(value));
  return undefined;
}

function wrongDate(schema: FieldSchema, value: unknown, path: string) {
  if (typeof value !== 'string') return problem(path, 'text', found(value));
  if (!isDate(value)) return problem(path, 'date', shown(value));
  if (schema.formatMinimum && value < schema.formatMinimum)
    return problem(path, 'earliest', schema.formatMinimum, value);
  if (schema.formatMaximum && value > schema.formatMaximum) return problem(path, 'latest', schema.formatMaximum, value);
  return undefined;
}

function isDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text < '0001') return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function wrongNumber(schema: FieldSchema, value: unknown, path: string, code: 'number' | 'integer') {
  if (typeof value !== 'number') return problem(path, code, found(value));
  if (!(Math.abs(value) < largest)) return problem(path, code, 'found.huge');
  if (code === 'integer' && !Number.isInteger(value)) return problem(path, code, value);
  if (typeof schema.minimum === 'number' && value < schema.minimum)
    return problem(path, 'least', schema.minimum, value);
  if (typeof schema.maximum === 'number' && value > schema.maximum) return problem(path, 'most', schema.maximum, value);
  return undefined;
}

function wrongYesNo(schema: FieldSchema, value: unknown, path: string) {
  if (typeof value !== 'boolean') return problem(path, 'boolean', found(value));
  if (!value && schema.const === true) return problem(path, 'agree');
  return undefined;
}

function wrongMoney(schema: FieldSchema, value: unknown, path: string) {
  if (!isObject(value)) return problem(path, 'group', found(value));
  const other = Object.keys(value).find((name) => name !== 'amount' && name !== 'currency');
  if (other) return problem(`${path}.${other}`, 'unknown');
  const { amount, currency } = value;
  if (typeof amount !== 'string') return problem(`${path}.amount`, 'text', found(amount));
  if (!amountForm.test(amount)) return problem(`${path}.amount`, 'amount', shown(amount));
  if (typeof currency !== 'string') return problem(`${path}.currency`, 'required');
  const currencies = schema.currencies ?? [];
  if (!currencies.includes(currency)) {
    return problem(`${path}.currency`, 'choice', currencies.join(', '), shown(currency));
  }
  const { minimum, maximum } = schema;
  if (typeof minimum === 'string' && cents(amount) < cents(minimum)) {
    return problem(`${path}.amount`, 'least', plain(minimum), plain(amount));
  }
  if (typeof maximum === 'string' && cents(amount) > cents(maximum)) {
    return problem(`${path}.amount`, 'most', plain(maximum), plain(amount));
  }
  return undefined;
}

/** Money is compared as whole cents of any size, never as a float. */
export function cents(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole + part.padEnd(2, '0'));
}

const plain = (amount: string) => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);

function checkChoices(schema: FieldSchema, value: unknown, path: string): FormProblem[] {
  if (!Array.isArray(value)) return [problem(path, 'list', found(value))];
  const chosen = new Set<unknown>();
  const problems = value.flatMap((item, i) => {
    const wrong = wrongChoice(schema.items ?? {}, item, `${path}[${i}]`);
    if (wrong) return [wrong];
    if (chosen.has(item)) return [problem(`${path}[${i}]`, 'twice', String(item))];
    chosen.add(item);
    return [];
  });
  return [...problems, ...checkCount(schema, value, path)];
}

function checkTable(schema: FieldSchema, value: unknown, path: string): FormProblem[] {
  if (!Array.isArray(value)) return [problem(path, 'list', found(value))];
  const row = schema.items ?? {};
  const cells = value.flatMap((item, i) => checkGroup(row, item, `${path}[${i}]`, row.required ?? []));
  return [...cells, ...checkCount(schema, value, path)];
}

function checkCount({ minItems, maxItems }: FieldSchema, value: unknown[], path: string): FormProblem[] {
  if (minItems !== undefined && value.length < minItems) return [problem(path, 'fewest', minItems, value.length)];
  if (maxItems !== undefined && value.length > maxItems) return [problem(path, 'rows', maxItems, value.length)];
  return [];
}

/** Whether nothing was entered. A currency alone is no money, a row of empty cells no row. */
export function isEmpty(schema: FieldSchema | undefined, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return blanks.test(value);
  if (Array.isArray(value)) return value.length === 0;
  if (!isObject(value)) return false;
  if (kindOf(schema) === 'money') return isEmpty(undefined, value.amount);
  return Object.values(value).every((member) => isEmpty(undefined, member));
}

function problem(path: string, code: string, ...values: (string | number)[]): FormProblem {
  return { path, code, message: fill(code, 'en', values), messageZh: fill(code, 'zh', values) };
}

function fill(code: string, language: 'en' | 'zh', values: (string | number)[]): string {
  const texts = messages as Texts;
  return values.reduce<string>(
    (text, value, index) => text.replaceAll(`{${index}}`, () => texts[String(value)]?.[language] ?? String(value)),
    texts[code]?.[language] ?? code,
  );
}

function found(value: unknown): string {
  if (typeof value === 'string') return 'found.text';
  if (typeof value === 'number') return 'found.number';
  if (typeof value === 'boolean') return 'found.boolean';
  return Array.isArray(value) ? 'found.list' : 'found.group';
}

const shown = (text: string) =>
  text.length <= mostCharactersShown ? `'${text}'` : `'${text.slice(0, mostCharactersShown)}…'`;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const one = (found: FormProblem | undefined) => (found ? [found] : []);
