import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';

export function useFlows() {
  return useQuery({ queryKey: ['flows'], queryFn: () => expectData(api.GET('/api/flows')) });
}

export function useImportFlow() {
  return useFlowChange((definition: Record<string, unknown>) =>
    expectData(api.POST('/api/flows/import', { body: definition })),
  );
}

export function usePublishFlow() {
  return useFlowChange((definitionId: string) =>
    expectData(api.POST('/api/flows/{definitionId}/publish', { params: { path: { definitionId } } })),
  );
}

export function useAskForPublication() {
  return useFlowChange((definitionId: string) =>
    expectData(api.POST('/api/flows/{definitionId}/publication-request', { params: { path: { definitionId } } })),
  );
}

export function useSendBackPublication() {
  return useFlowChange(({ definitionId, reason }: { definitionId: string; reason: string }) =>
    expectData(
      api.POST('/api/flows/{definitionId}/publication-request/send-back', {
        params: { path: { definitionId } },
        body: { reason },
      }),
    ),
  );
}

export function exportUrl(definitionId: string, version: number) {
  return `/api/flows/${encodeURIComponent(definitionId)}/export?version=${version}`;
}

function useFlowChange<T, R>(change: (argument: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flows'] }),
  });
}
