import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What changed while nobody listened is looked for so often; with a live connection it is only the safety net. */
const pollMs = { live: 60_000, deaf: 5_000 };

/** Under load cases go on all the time: lists are asked for again at most so often. */
const restMs = 1_000;

/** Queries whose answers change with cases. */
const live = [['tasks'], ['task'], ['cases'], ['inbox'], ['notices']];

let isLive = false;

/** How long to wait before asking again, for `refetchInterval`. */
export const pollEvery = () => (isLive ? pollMs.live : pollMs.deaf);

/** Asks for the shown lists and cases again when the server says that they changed, on whatever node. Only a window that is
 * seen keeps a connection open: browsers allow six of them to one server.
 * @param mayHear Applicants are not told which cases go on. */
export function useLive(mayHear: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (!mayHear) return;
    let stop = () => {};
    const follow = () => {
      stop();
      stop = document.visibilityState === 'visible' ? listen(queries) : () => {};
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop();
    };
  }, [queries, mayHear]);
}

function listen(queries: QueryClient): () => void {
  const source = new EventSource('/api/live');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStale = false;
  let wasDeaf = false;
  source.onmessage = ({ data }) => {
    const { cases } = JSON.parse(data) as { cases: string[] | null };
    isLive = true;
    if (wasDeaf || cases?.length !== 0) {
      isStale = true;
      timer ??= setTimeout(refresh, 0);
    }
    wasDeaf = false;
  };
  source.onerror = () => {
    isLive = false;
    wasDeaf = true;
  };
  return () => {
    isLive = false;
    clearTimeout(timer);
    source.close();
  };

  function refresh() {
    timer = undefined;
    if (!isStale) return;
    isStale = false;
    for (const queryKey of live) void queries.invalidateQueries({ queryKey });
    timer = setTimeout(refresh, restMs);
  }
}
