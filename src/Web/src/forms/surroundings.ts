import { createContext, use } from 'react';
import type { CaseSummary, LoanApplication } from '../api/types';

/** What a form stands in: the case whose data it shows and whose documents it adds to. */
export type FormSurroundings = {
  /** Where documents of the case are; undefined where none can be added, as in a preview. */
  documents?: string;
  summary?: CaseSummary;
  application?: LoanApplication | null;
  /** Name of who fills it in, for signatures. */
  person?: string;
};

export const Surroundings = createContext<FormSurroundings>({});

export const useSurroundings = () => use(Surroundings);

/** Surroundings of a task of a case. */
export const atCase = (number: string, more: Omit<FormSurroundings, 'documents'>): FormSurroundings => ({
  documents: `/api/applications/${number}/documents`,
  ...more,
});
