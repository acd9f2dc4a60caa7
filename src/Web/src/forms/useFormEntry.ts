import { useMemo, useState } from 'react';
import { ProblemError } from '../api/client';
import { check, type FormProblem } from './check';
import { asForm, asValue, type FormSchema, type FormValue, startOf } from './schema';

/** What is entered in a form, and what is wrong with it: told once somebody tries to send it, and from then on while they type.
 * @param refusal The server's answer, whose messages stand at their fields until these are changed. */
export function useFormEntry(form: unknown, given: unknown, alsoRequired: string[], refusal: Error | null) {
  const schema = useMemo(() => asForm(form), [form]);
  const [value, setValue] = useState<FormValue>(() => (schema ? startOf(schema, asValue(given)) : {}));
  const [isChecked, setChecked] = useState(false);
  const [refused, setRefused] = useState<{ by: Error; value: FormValue }>();
  if (refusal && refused?.by !== refusal) setRefused({ by: refusal, value });

  const own = isChecked ? problemsOf(schema, value, alsoRequired) : [];
  const told = refused && refused.by === refusal && refused.value === value ? toldOf(refusal) : [];
  const problems = [...own, ...told.filter((problem) => !own.some((other) => other.path === problem.path))];

  return {
    schema,
    value,
    problems,
    setValue,
    /** Whether it can be sent; if not, what is wrong is shown from now on. */
    tryToSend(): boolean {
      setChecked(true);
      return problemsOf(schema, value, alsoRequired).length === 0;
    },
  };
}

function problemsOf(schema: FormSchema | undefined, value: FormValue, alsoRequired: string[]): FormProblem[] {
  return schema ? check(schema, value, 'form', alsoRequired) : [];
}

function toldOf(refusal: Error): FormProblem[] {
  if (!(refusal instanceof ProblemError)) return [];
  return Object.entries(refusal.errors).flatMap(([place, messages]) => {
    const path = place.replace(/^\$\.?/, '');
    return path.startsWith('form.')
      ? messages.map((message, i) => ({
          path,
          code: 'refused',
          message,
          messageZh: refusal.errorsZh[place]?.[i] ?? message,
        }))
      : [];
  });
}
