import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData, ProblemError, randomKey } from './client';
import { pollEvery } from './live';
import type { components, paths } from './schema';
import type { Task } from './types';

export type TaskQuery = NonNullable<paths['/api/tasks']['get']['parameters']['query']>;

export function useTasks(query: TaskQuery, enabled = true) {
  return useQuery({
    queryKey: ['tasks', query],
    queryFn: () => expectData(api.GET('/api/tasks', { params: { query } })),
    refetchInterval: pollEvery,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useTask(id: string) {
  return useQuery({
    queryKey: ['task', id],
    queryFn: () => expectData(api.GET('/api/tasks/{id}', { params: { path: { id } } })),
    refetchInterval: pollEvery,
  });
}

export function useReview(id: string) {
  return useQuery({
    queryKey: ['task', id, 'review'],
    queryFn: () => expectData(api.GET('/api/tasks/{id}/review', { params: { path: { id } } })),
    refetchInterval: pollEvery,
  });
}

type Schemas = components['schemas'];

/** What each command is sent with. */
type Bodies = {
  claim: Schemas['TaskRevision'];
  release: Schemas['TaskRevision'];
  assign: Schemas['Delegation'];
  forward: Schemas['Forwarding'];
  delegate: Schemas['Delegation'];
  'hand-back': Schemas['TaskRevision'];
  suspend: Schemas['Suspension'];
  resume: Schemas['TaskRevision'];
  complete: Schemas['Completion'];
  return: Schemas['ReturnForRework'];
  'follow-up': Schemas['FollowUp'];
  comment: Schemas['TaskComment'];
  ask: Schemas['Asking'];
  answer: Schemas['Reply'];
  attach: Schemas['Attaching'];
  override: Schemas['OverrideRequest'];
  'override/grant': Schemas['TaskRevision'];
  withdraw: Schemas['Withdrawal'];
};

/** Something a person does to a task. */
export type TaskAction = { [Verb in keyof Bodies]: { do: Verb; id: string; body: Bodies[Verb] } }[keyof Bodies];

const visit = randomKey();

/** The same person doing the same thing to the same revision is one operation, however often it is sent; what is said is not
 * bound to a revision, and is one operation each time. */
const operationId = ({ do: verb, id, body }: TaskAction) =>
  `${visit}-${verb}-${id}-${'revision' in body ? body.revision : randomKey()}`;

function send(action: TaskAction): Promise<Task> {
  const params = { path: { id: action.id }, header: { 'Operation-Id': operationId(action) } };
  // All of these routes have one shape; which body belongs to which is what TaskAction says.
  const path = `/api/tasks/{id}/${action.do}` as '/api/tasks/{id}/claim';
  return expectData(api.POST(path, { params, body: action.body as Schemas['TaskRevision'] }));
}

/** A task changes while others work on its case. As long as nobody has it, it is claimed as it is now. */
async function claim(action: TaskAction & { do: 'claim' }): Promise<Task> {
  try {
    return await send(action);
  } catch (refusal) {
    if (!(refusal instanceof ProblemError && refusal.status === 409)) throw refusal;
    const now = await expectData(api.GET('/api/tasks/{id}', { params: { path: { id: action.id } } })).catch(() => null);
    if (!now?.actions.includes('claim') || now.revision === action.body.revision) throw refusal;
    return send({ ...action, body: { revision: now.revision } });
  }
}

export function useTaskAction() {
  const queries = useQueryClient();
  return useMutation<Task | undefined, Error, TaskAction>({
    mutationFn: (action) => (action.do === 'claim' ? claim(action) : send(action)),
    onSuccess: (task) => {
      if (task) queries.setQueryData(['task', task.id], task);
    },
    onError: (error, action) => {
      if (error instanceof ProblemError && error.status === 409) {
        void queries.invalidateQueries({ queryKey: ['task', action.id] });
      }
    },
    onSettled: () => {
      for (const queryKey of [['tasks'], ['cases'], ['inbox']]) void queries.invalidateQueries({ queryKey });
    },
  });
}
