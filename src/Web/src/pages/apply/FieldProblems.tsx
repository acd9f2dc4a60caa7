import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { ProblemError } from '../../api/client';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';

type Path = string[];

/** The step that shows a field; undefined for a path that no field has. */
function stepOf([head, second]: Path): number | undefined {
  if (head === 'documents') return 3;
  if (head === 'consent' || (head === 'borrower' && second === 'representative')) return 2;
  if (head === 'borrower') return second ? 1 : undefined;
  if (['product', 'amount', 'termMonths', 'purpose', 'branch'].includes(head ?? '')) return 0;
  return undefined;
}

type Problems = Record<string, string[]>;

/** Marks the fields of the open step. It stands behind them, since a field can only be marked once it is there. */
export function FieldProblems({ step, problems }: { step: number; problems: Problems }) {
  const form = Form.useFormInstance();
  useEffect(() => {
    for (const [path, errors] of Object.entries(problems)) {
      const name = path.split('.');
      if (stepOf(name) === step) form.setFields([{ name, errors }]);
    }
  }, [form, step, problems]);
  return null;
}

/** The server's objections to an application. */
export function useFieldProblems() {
  const { t } = useI18n();
  const [atFields, setAtFields] = useState<Problems>({});
  const [others, setOthers] = useState<string[]>([]);

  return {
    atFields,
    /** Messages that belong to no field of the form. */
    others,
    /** Takes a refusal and answers with the first step that has a problem, if any has. */
    show(error: unknown): number | undefined {
      const errors = error instanceof ProblemError ? error.errors : {};
      const found: Problems = {};
      const rest: string[] = [];
      for (const [place, messages] of Object.entries(errors)) {
        const path = place.replace(/^\$\.?/, '').split(/[.[]/);
        if (stepOf(path) !== undefined) found[path.join('.')] = messages;
        if (stepOf(path) === undefined || path[0] === 'documents') {
          rest.push(...messages.map((text) => `${place}: ${text}`));
        }
      }
      setAtFields(found);
      setOthers(Object.keys(errors).length === 0 ? [describeError(error, t)] : rest);
      const steps = Object.keys(found).map((path) => stepOf(path.split('.')) ?? 0);
      return steps.length > 0 ? Math.min(...steps) : undefined;
    },
    /** A changed field has answered its objection. */
    forget(changed: object) {
      setOthers([]);
      setAtFields((current) => Object.fromEntries(Object.entries(current).filter(([path]) => !has(changed, path))));
    },
  };
}

function has(value: unknown, path: string): boolean {
  let current: unknown = value;
  for (const name of path.split('.')) {
    if (typeof current !== 'object' || current === null || !(name in current)) return false;
    current = (current as Record<string, unknown>)[name];
  }
  return true;
}
