import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, expectData, ProblemError } from './client';
import type { User } from './types';

export const sessionKey = ['session'];

export type Session = {
  user: User | null;
  /** Names of demo users to offer at the sign-in; empty unless the server has them. */
  demoUsers: string[];
};

/** Who is signed in. That nobody is, is an answer and no error. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: askSession, staleTime: 60_000 });
}

export function useUser(): User | null {
  return useSession().data?.user ?? null;
}

async function askSession(): Promise<Session> {
  try {
    return { user: await expectData(api.GET('/api/session')), demoUsers: [] };
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    return { user: null, demoUsers: error.problem.demoUsers ?? [] };
  }
}

/** Whether the server refused because nobody is signed in, or not any more. */
export const isSignedOut = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.status === 401;

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { username: string; password: string }) =>
      expectData(api.POST('/api/session', { body: credentials })),
    onSuccess: ({ user }) => queries.setQueryData<Session>(sessionKey, { user, demoUsers: [] }),
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
export const mayAdminister = (user: User | null) =>
  user?.roles.some((role) => role === 'admin' || role === 'owner') ?? false;
