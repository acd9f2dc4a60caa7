import { useSearchParams } from 'react-router';
import type { TaskQuery } from '../../api/tasks';

export const scopes = ['available', 'mine', 'team', 'followUp', 'asked', 'done', 'all'] as const;
export const sorts = ['due', '-due', 'priority', 'created'] as const;
export const groupings = ['none', 'stage', 'step', 'assignee', 'product'] as const;
export const dues = ['late', 'today', 'week'] as const;
/** Filters that the inbox takes as they are. */
const plainFilters = ['flow', 'step', 'stage', 'product', 'branch', 'assignee', 'minPriority'] as const;
export const filterNames = ['due', ...plainFilters] as const;

export type Scope = (typeof scopes)[number];
export type Grouping = (typeof groupings)[number];
export type FilterName = (typeof filterNames)[number];
type Sort = (typeof sorts)[number];

export type InboxQuery = {
  scope: Scope;
  sort: Sort | undefined;
  search: string;
  group: Grouping;
  filters: Partial<Record<FilterName, string>>;
  page: number;
};

/** What the inbox shows, kept in the address so that a link, a saved view, the back button and a reload give the same list. */
export function useInboxQuery(): [InboxQuery, (change: Partial<InboxQuery>) => void] {
  const [params, setParams] = useSearchParams();
  const query = read(params);
  const change = (changed: Partial<InboxQuery>) =>
    setParams(write({ ...query, page: 0, ...changed }), { replace: true });
  return [query, change];
}

export function read(params: URLSearchParams): InboxQuery {
  const filters = filterNames.map((name) => [name, params.get(name)]).filter(([, value]) => value);
  return {
    scope: oneOf(scopes, params.get('scope')) ?? 'available',
    sort: oneOf(sorts, params.get('sort')),
    search: params.get('search') ?? '',
    group: oneOf(groupings, params.get('group')) ?? 'none',
    filters: Object.fromEntries(filters),
    page: Math.max(0, Number(params.get('page')) || 0),
  };
}

export function write({ scope, sort, search, group, filters, page }: InboxQuery): URLSearchParams {
  const params = new URLSearchParams({ scope });
  if (sort) params.set('sort', sort);
  if (search) params.set('search', search);
  if (group !== 'none') params.set('group', group);
  for (const name of filterNames) if (filters[name]) params.set(name, filters[name]);
  if (page > 0) params.set('page', String(page));
  return params;
}

export const pageSizeOf = ({ group }: InboxQuery) => (group === 'none' ? 25 : 100);

/** The same as the server wants it. */
export function toTaskQuery(query: InboxQuery, now: number): TaskQuery {
  const { due, minPriority, ...plain } = query.filters;
  return {
    scope: query.scope,
    ...plain,
    ...(query.search ? { search: query.search } : {}),
    ...(query.sort ? { sort: query.sort } : {}),
    ...(minPriority ? { minPriority: Number(minPriority) } : {}),
    ...(due ? { dueBefore: dueBefore(due, now) } : {}),
  };
}

function dueBefore(due: string, now: number): string {
  const moment = new Date(now);
  if (due !== 'late') moment.setHours(24 * (due === 'week' ? 7 : 1), 0, 0, 0);
  moment.setSeconds(0, 0); // A new moment each second would be a new list each second.
  return moment.toISOString();
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
