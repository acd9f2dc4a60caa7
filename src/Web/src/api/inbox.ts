import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData, randomKey } from './client';
import type { components } from './schema';
import type { TaskQuery } from './tasks';
import type { TaskSummary } from './types';

export type Grouping = 'stage' | 'flow' | 'assignee' | 'step';

/** How the tasks of an inbox spread. */
export function useCounts(query: TaskQuery, by: Grouping | undefined) {
  return useQuery({
    queryKey: ['inbox', 'counts', query, by],
    queryFn: () => expectData(api.GET('/api/inbox/counts', { params: { query: { ...query, by: by ?? 'stage' } } })),
    enabled: by !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Asks which task loses most by waiting; undefined when none is left. */
export async function findNext(): Promise<TaskSummary | undefined> {
  const [next] = await expectData(api.GET('/api/inbox/next', { params: { query: { count: 1 } } }));
  return next?.task;
}

const viewsKey = ['inbox', 'views'];

export function useViews() {
  return useQuery({
    queryKey: viewsKey,
    queryFn: () => expectData(api.GET('/api/inbox/views')),
    staleTime: 60_000,
  });
}

export function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (view: { name: string; query: string; sharedWith: string | null }) =>
      expectData(
        api.PUT('/api/inbox/views/{id}', { params: { path: { id: randomKey() } }, body: { ...view, revision: 0 } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: viewsKey }),
  });
}

export function useDeleteView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => expectData(api.DELETE('/api/inbox/views/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: viewsKey }),
  });
}

export type BulkCommand = components['schemas']['BulkCommand'];

export function useBulk() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BulkCommand) =>
      expectData(api.POST('/api/inbox/bulk', { body, params: { header: { 'Operation-Id': randomKey() } } })),
    onSettled: () => {
      for (const queryKey of [['tasks'], ['task'], ['cases'], ['inbox']]) void queries.invalidateQueries({ queryKey });
    },
  });
}
