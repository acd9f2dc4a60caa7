import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData, randomKey } from './client';
import { pollEvery } from './live';
import type { components } from './schema';

export type GroupWork = components['schemas']['GroupWork'];
export type TeamMember = components['schemas']['TeamMember'];
export type AgeBand = components['schemas']['AgeBand'];
export type DoneOnDay = components['schemas']['DoneOnDay'];
export type Absence = components['schemas']['Absence'];
export type NewAbsence = components['schemas']['NewAbsence'];

export function useGroupWork() {
  return useQuery({
    queryKey: ['team', 'groups'],
    queryFn: () => expectData(api.GET('/api/team/groups')),
    refetchInterval: pollEvery,
  });
}

export function useTeamMembers() {
  return useQuery({
    queryKey: ['team', 'people'],
    queryFn: () => expectData(api.GET('/api/team/people')),
    refetchInterval: pollEvery,
  });
}

export function useAges(group: string | undefined) {
  return useQuery({
    queryKey: ['team', 'ages', group],
    queryFn: () => expectData(api.GET('/api/team/ages', { params: { query: { group } } })),
    refetchInterval: pollEvery,
  });
}

export function useDonePerDay(days: number) {
  const offset = -new Date().getTimezoneOffset();
  return useQuery({
    queryKey: ['team', 'done', days, offset],
    queryFn: () => expectData(api.GET('/api/team/done', { params: { query: { days, offset } } })),
    refetchInterval: pollEvery,
  });
}

export function useAbsences() {
  return useQuery({ queryKey: ['team', 'absences'], queryFn: () => expectData(api.GET('/api/absences')) });
}

export function useEnterAbsence() {
  return useTeamChange((absence: NewAbsence) => expectData(api.POST('/api/absences', { body: absence })));
}

export function useEndAbsence() {
  return useTeamChange((id: string) => expectData(api.DELETE('/api/absences/{id}', { params: { path: { id } } })));
}

/** Hands tasks to somebody; each has a result of its own. */
export function useHandOver() {
  return useTeamChange(({ items, to }: { items: { id: string; revision: number }[]; to: string }) =>
    expectData(
      api.POST('/api/inbox/bulk', {
        params: { header: { 'Operation-Id': randomKey() } },
        body: { action: 'assign', items, to },
      }),
    ),
  );
}

function useTeamChange<A, T>(change: (argument: A) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['team'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}
