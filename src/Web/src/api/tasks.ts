import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData, ProblemError, randomKey } from './client';
import type { paths } from './schema';
import type { Completion, Task } from './types';

export type TaskQuery = NonNullable<paths['/api/tasks']['get']['parameters']['query']>;

const pollEveryMs = 5_000;

export function useTasks(query: TaskQuery, enabled = true) {
  return useQuery({
    queryKey: ['tasks', query],
    queryFn: () => expectData(api.GET('/api/tasks', { params: { query } })),
    refetchInterval: pollEveryMs,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useTask(id: string) {
  return useQuery({
    queryKey: ['task', id],
    queryFn: () => expectData(api.GET('/api/tasks/{id}', { params: { path: { id } } })),
    refetchInterval: pollEveryMs,
  });
}

/** Something a person does to a task. */
export type TaskAction =
  | { do: 'claim' | 'release'; id: string; revision: number }
  | { do: 'complete'; id: string; body: Completion };

const visit = randomKey();

/** The same person doing the same thing to the same revision is one operation, however often it is sent. */
const operationId = (action: TaskAction) =>
  `${visit}-${action.do}-${action.id}-${action.do === 'complete' ? action.body.revision : action.revision}`;

export function useTaskAction() {
  const queries = useQueryClient();
  return useMutation<Task, Error, TaskAction>({
    mutationFn: (action) => {
      const params = { path: { id: action.id }, header: { 'Operation-Id': operationId(action) } };
      switch (action.do) {
        case 'claim':
          return expectData(api.POST('/api/tasks/{id}/claim', { params, body: { revision: action.revision } }));
        case 'release':
          return expectData(api.POST('/api/tasks/{id}/release', { params, body: { revision: action.revision } }));
        case 'complete':
          return expectData(api.POST('/api/tasks/{id}/complete', { params, body: action.body }));
      }
    },
    onSuccess: (task) => queries.setQueryData(['task', task.id], task),
    onError: (error, action) => {
      if (error instanceof ProblemError && error.status === 409) {
        void queries.invalidateQueries({ queryKey: ['task', action.id] });
      }
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
}
