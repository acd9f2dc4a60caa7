import type { ReactNode } from 'react';
import type { CaseSummary } from '../../api/types';

export type CaseListProps = {
  /** Undefined while they are loading. */
  cases: CaseSummary[] | undefined;
  page: { current: number; pageSize: number; total: number };
  onPage: (page: number) => void;
  empty: ReactNode;
};
