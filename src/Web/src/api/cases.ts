import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';
import { pollEvery } from './live';
import type { paths } from './schema';

export type CaseQuery = NonNullable<paths['/api/applications']['get']['parameters']['query']>;

export function useCases(query: CaseQuery) {
  return useQuery({
    queryKey: ['cases', 'list', query],
    queryFn: () => expectData(api.GET('/api/applications', { params: { query } })),
    refetchInterval: pollEvery,
    placeholderData: keepPreviousData,
  });
}

export function useCase(number: string) {
  return useQuery({
    queryKey: ['cases', number],
    queryFn: () => expectData(api.GET('/api/applications/{number}', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

/** What the applicant sees of a case. */
export function useApplicantView(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'applicant'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/applicant', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

/** All tasks of a case with what happened to them. */
export function useCaseTasks(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'tasks'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/tasks', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

export function useCaseNotices(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'notices'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/notices', { params: { path: { number } } })),
  });
}

export function useClocks(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'clocks'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/clocks', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

export function useTimeline(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'timeline'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/timeline', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

export function useTimes(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'times'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/times', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

export function useDocuments(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'documents'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/documents', { params: { path: { number } } })),
  });
}

export function useFlowPicture(number: string) {
  return useQuery({
    queryKey: ['cases', number, 'flow'],
    queryFn: () => expectData(api.GET('/api/applications/{number}/flow', { params: { path: { number } } })),
    refetchInterval: pollEvery,
  });
}

export function documentUrl(number: string, id: string) {
  return `/api/applications/${encodeURIComponent(number)}/documents/${encodeURIComponent(id)}`;
}

export function useDocumentsComplete(number: string) {
  return useCaseChange(() =>
    expectData(api.POST('/api/applications/{number}/documents/submit', { params: { path: { number } } })),
  );
}

export function useWithdraw(number: string) {
  return useCaseChange((reason: string) =>
    expectData(api.POST('/api/applications/{number}/withdraw', { params: { path: { number } }, body: { reason } })),
  );
}

export type IncidentAnswer = { id: string; do: 'retry' | 'skip'; reason: string; outcome?: string };

export function useIncidentAnswer(number: string) {
  return useCaseChange(({ id, do: what, reason, outcome }: IncidentAnswer) =>
    expectData(
      api.POST(`/api/applications/{number}/incidents/{id}/${what}`, {
        params: { path: { number, id } },
        body: { reason, outcome },
      }),
    ),
  );
}

function useCaseChange<T>(change: (argument: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
}
