import { useSearchParams } from 'react-router';

export const scopes = ['available', 'mine', 'done'] as const;
export const sorts = ['due', '-due', 'priority', 'created'] as const;
export const pageSize = 25;

export type Scope = (typeof scopes)[number];
type Sort = (typeof sorts)[number];
type InboxQuery = { scope: Scope; sort: Sort; search: string; page: number; pageSize: number };

/** What the inbox shows, kept in the address so that a link, the back button and a reload give the same list. */
export function useInboxQuery(): [InboxQuery, (change: Partial<InboxQuery>) => void] {
  const [params, setParams] = useSearchParams();
  const query: InboxQuery = {
    scope: oneOf(scopes, params.get('scope')),
    sort: oneOf(sorts, params.get('sort')),
    search: params.get('search') ?? '',
    page: Math.max(0, Number(params.get('page')) || 0),
    pageSize,
  };
  const change = (changed: Partial<InboxQuery>) => {
    const { scope, sort, search, page } = { ...query, page: 0, ...changed };
    const next = new URLSearchParams({ scope });
    if (sort !== sorts[0]) next.set('sort', sort);
    if (search) next.set('search', search);
    if (page > 0) next.set('page', String(page));
    setParams(next, { replace: true });
  };
  return [query, change];
}

function oneOf<T extends string>(allowed: readonly [T, ...T[]], value: string | null): T {
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}
