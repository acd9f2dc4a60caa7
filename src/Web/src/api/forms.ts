import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData } from './client';
import type { FormDraft } from './types';

export function useForms() {
  return useQuery({ queryKey: ['forms'], queryFn: () => expectData(api.GET('/api/forms')) });
}

export function useForm(key: string) {
  return useQuery({
    queryKey: ['forms', key],
    queryFn: () => expectData(api.GET('/api/forms/{key}', { params: { path: { key } } })),
    // While somebody draws, the edition they began with stays under their hands.
    refetchOnWindowFocus: false,
    enabled: key.length > 0,
  });
}

/** What would be wrong with a draft, as the server finds it. */
export function useFormProblems(draft: FormDraft | undefined) {
  return useQuery({
    queryKey: ['form-problems', draft],
    queryFn: () => expectData(api.POST('/api/forms/check', { body: draft as FormDraft })),
    placeholderData: (previous) => previous,
    enabled: draft !== undefined,
    gcTime: 10_000,
  });
}

export function useSaveForm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: FormDraft) => expectData(api.POST('/api/forms', { body: draft })),
    onSuccess: (form) => {
      queries.setQueryData(['forms', form.key], form);
      return queries.invalidateQueries({ queryKey: ['forms'], exact: true });
    },
  });
}
