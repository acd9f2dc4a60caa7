import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';
import { pollEvery } from './live';
import type { Completion } from './types';

const at = (number: string) => ({ params: { path: { number } } });

export function useMyApplications() {
  return useQuery({
    queryKey: ['my'],
    queryFn: () => expectData(api.GET('/api/my/applications')),
    refetchInterval: pollEvery,
  });
}

/** A draft as it was when the page opened: what is typed since is ahead of the server. */
export function useMyDraft(number: string) {
  return useQuery({
    queryKey: ['my', number, 'draft'],
    queryFn: () => expectData(api.GET('/api/my/applications/{number}', at(number))),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useMyDraftDocuments(number: string) {
  return useQuery({
    queryKey: ['my', number, 'documents'],
    queryFn: () => expectData(api.GET('/api/my/applications/{number}/documents', at(number))),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useMyProgress(number: string) {
  return useQuery({
    queryKey: ['my', number, 'progress'],
    queryFn: () => expectData(api.GET('/api/my/applications/{number}/progress', at(number))),
    refetchInterval: pollEvery,
  });
}

export function useBeginApplication() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: object) => expectData(api.POST('/api/my/applications', { body: { draft } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['my'], exact: true }),
  });
}

export function useDiscardApplication() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (number: string) => expectData(api.DELETE('/api/my/applications/{number}', at(number))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['my'], exact: true }),
  });
}

/** Something an applicant does to their case. */
export type OwnAct =
  | { do: 'handIn' }
  | { do: 'answer'; taskId: string; questionId: string; text: string }
  | { do: 'complete'; taskId: string; body: Completion }
  | { do: 'sign'; agrees: boolean }
  | { do: 'withdraw'; reason: string };

export function useOwnAct(number: string) {
  const queries = useQueryClient();
  return useMutation<unknown, Error, OwnAct>({
    mutationFn: (act) => {
      switch (act.do) {
        case 'handIn':
          return expectData(api.POST('/api/my/applications/{number}/documents/submit', at(number)));
        case 'answer': {
          const { taskId, questionId, text } = act;
          return expectData(
            api.POST('/api/my/applications/{number}/answers', { ...at(number), body: { taskId, questionId, text } }),
          );
        }
        case 'complete':
          return expectData(
            api.POST('/api/my/applications/{number}/tasks/{id}', {
              params: { path: { number, id: act.taskId } },
              body: act.body,
            }),
          );
        case 'sign':
          return expectData(
            api.POST('/api/my/applications/{number}/signature', { ...at(number), body: { agrees: act.agrees } }),
          );
        case 'withdraw':
          return expectData(
            api.POST('/api/my/applications/{number}/withdraw', { ...at(number), body: { reason: act.reason } }),
          );
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['my'] }),
  });
}

export const myDocuments = (number: string) => `/api/my/applications/${encodeURIComponent(number)}/documents`;
