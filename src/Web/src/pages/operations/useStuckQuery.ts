import { useSearchParams } from 'react-router';
import type { StuckQuery } from '../../api/operations';

export const pageSize = 25;

/** What is looked for is in the address, so that it can be sent to a colleague. */
export function useStuckQuery() {
  const [params, setParams] = useSearchParams();
  const query: StuckQuery = {
    reason: params.get('reason') ?? undefined,
    flow: params.get('flow') ?? undefined,
    olderThanMinutes: Number(params.get('olderThanMinutes')) || undefined,
    page: Math.max(0, Number(params.get('page')) || 0),
    pageSize,
  };
  const isFiltered = !!(query.reason || query.flow || query.olderThanMinutes);

  /** Whoever looks for something else begins with its first page. */
  const change = (changed: Partial<StuckQuery>) => {
    const next = new URLSearchParams(params);
    next.delete('page');
    for (const [name, value] of Object.entries(changed)) {
      if (value) next.set(name, String(value));
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  return { query, isFiltered, change, clear: () => setParams({}, { replace: true }) };
}
