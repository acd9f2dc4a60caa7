import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';
import { pollEvery } from './live';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type Operations = Schemas['Operations'];
export type Stuck = Schemas['Stuck'];
export type Counterparty = Schemas['Counterparty'];
export type Alteration = Schemas['AlterationShape'];
export type AlterationResult = Schemas['Alteration'];

export type StuckQuery = {
  reason?: string;
  flow?: string;
  olderThanMinutes?: number;
  page: number;
  pageSize: number;
};

/** The page before stays to be seen until the next one is there. */
export function useOperations(query: StuckQuery) {
  return useQuery({
    queryKey: ['operations', query],
    queryFn: () => expectData(api.GET('/api/operations', { params: { query: query as Query } })),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery,
  });
}

type Query = NonNullable<paths['/api/operations']['get']['parameters']['query']>;

/** The steps of the flow an instance runs on. */
export function useSteps(instanceId: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['operations', 'steps', instanceId],
    queryFn: () =>
      expectData(api.GET('/api/operations/instances/{id}/steps', { params: { path: { id: instanceId } } })),
    enabled: isWanted,
  });
}

export type IncidentOrder = {
  instanceId: string;
  do: 'retry' | 'skip';
  incidentId: string;
  reason: string;
  outcome?: string;
};

export function useIncidentOrder() {
  return useOperation(({ instanceId, do: what, ...body }: IncidentOrder) =>
    expectData(
      api.POST(`/api/operations/instances/{id}/incidents/${what}`, { params: { path: { id: instanceId } }, body }),
    ),
  );
}

export function useTryNow() {
  return useOperation((body: { jobId: string; reason: string }) =>
    expectData(api.POST('/api/operations/jobs/try-now', { body })),
  );
}

export type AlterationOrder = { instanceId: string; alteration: Alteration; reason: string };

/** What an alteration would come to; changes nothing. */
export function usePreview() {
  return useMutation({ mutationFn: (order: AlterationOrder) => alter(order, true) });
}

export function useAlter() {
  return useOperation((order: AlterationOrder) => alter(order, false));
}

function alter({ instanceId, alteration, reason }: AlterationOrder, dryRun: boolean) {
  return expectData(
    api.POST('/api/instances/{id}/alterations', {
      params: { path: { id: instanceId }, query: { dryRun } },
      body: { alterations: [alteration], reason },
    }),
  );
}

function useOperation<T>(change: (argument: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      queries.invalidateQueries({ queryKey: ['operations'] });
      queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
}
