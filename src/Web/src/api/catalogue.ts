import { useQuery } from '@tanstack/react-query';
import { api, expectData } from './client';

/** Products and branches change by release, not by the minute: one fetch serves the whole visit. */
const rarely = { staleTime: 30 * 60_000 };

export function useProducts() {
  return useQuery({ queryKey: ['products'], queryFn: () => expectData(api.GET('/api/products')), ...rarely });
}

export function useBranches() {
  return useQuery({ queryKey: ['branches'], queryFn: () => expectData(api.GET('/api/branches')), ...rarely });
}
