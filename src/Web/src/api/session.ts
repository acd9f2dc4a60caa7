import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData, ProblemError } from './client';
import type { User } from './types';

export const sessionKey = ['session'];

/** Who is signed in. Its error is a {@link ProblemError} of status 401 when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: () => expectData(api.GET('/api/session')),
    staleTime: 60_000,
    retry: (failures, error) => failures < 2 && !(error instanceof ProblemError && error.status === 401),
  });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { username: string; password: string }) =>
      expectData(api.POST('/api/session', { body: credentials })),
    onSuccess: ({ user }) => queries.setQueryData(sessionKey, user),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => expectData(api.DELETE('/api/session')),
    onSuccess: () => {
      queries.clear();
      window.location.assign('/sign-in');
    },
  });
}

/** Admins and process owners repair cases and publish flows. */
export const mayAdminister = (user: User | undefined) =>
  user?.roles.some((role) => role === 'admin' || role === 'owner') ?? false;
