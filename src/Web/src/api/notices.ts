import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';
import { pollEvery } from './live';
import type { components } from './schema';

export type Notice = components['schemas']['ToldNotice'];

export function useNotices(pageSize: number) {
  return useQuery({
    queryKey: ['notices', pageSize],
    queryFn: () => expectData(api.GET('/api/notices', { params: { query: { pageSize } } })),
    refetchInterval: pollEvery,
    placeholderData: keepPreviousData,
  });
}

/** Everything up to a moment is read: what came while the list was open stays new. */
export function useReadNotices() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (until: string) => expectData(api.POST('/api/notices/read', { body: { until } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}

export function useDeliveries(page: number, pageSize: number) {
  return useQuery({
    queryKey: ['deliveries', page, pageSize],
    queryFn: () => expectData(api.GET('/api/notices/deliveries', { params: { query: { page, pageSize } } })),
    refetchInterval: pollEvery,
    placeholderData: keepPreviousData,
  });
}
