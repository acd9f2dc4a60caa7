import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';
import type { components } from './schema';

export type Edition = components['schemas']['EditionOfTable'];
export type CalendarDay = components['schemas']['CalendarDay'];
export type Trial = components['schemas']['AuthorityTrialResult'];

export function useTables() {
  return useQuery({ queryKey: ['tables'], queryFn: () => expectData(api.GET('/api/tables')) });
}

export function useEditions(name: string) {
  return useQuery({
    queryKey: ['tables', name],
    queryFn: () => expectData(api.GET('/api/tables/{name}', { params: { path: { name } } })),
  });
}

export function useCheckTable(name: string, table: unknown) {
  return useQuery({
    queryKey: ['tables', name, 'check', table],
    queryFn: () => expectData(api.POST('/api/tables/check', { body: { name, table } })),
    enabled: table !== null,
  });
}

export function useSaveTable(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ table, reason }: { table: unknown; reason: string }) =>
      expectData(api.POST('/api/tables', { body: { name, table, reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tables'] }),
  });
}

export function useTryAuthority() {
  return useMutation({
    mutationFn: ({ table, days }: { table: unknown; days: number }) => {
      const until = new Date();
      const from = new Date(until.getTime() - days * 24 * 60 * 60 * 1000);
      return expectData(
        api.POST('/api/tables/authority-matrix/try', {
          body: { table, from: from.toISOString(), until: until.toISOString() },
        }),
      );
    },
  });
}

export function useCalendarDays(key: string, from: string, until: string) {
  return useQuery({
    queryKey: ['tables', 'calendars', key, from, until],
    queryFn: () =>
      expectData(api.GET('/api/calendars/{key}/days', { params: { path: { key }, query: { from, until } } })),
    enabled: from <= until,
  });
}
