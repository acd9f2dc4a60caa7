import { useQuery } from '@tanstack/react-query';
import { api, expectData } from './client';
import { useUser } from './session';

/** Everybody who works here. Applicants are not told. */
export function usePeople() {
  const user = useUser();
  return useQuery({
    queryKey: ['people'],
    queryFn: () => expectData(api.GET('/api/people')),
    enabled: user !== null && !user.roles.includes('applicant'),
    staleTime: 10 * 60_000,
  });
}
