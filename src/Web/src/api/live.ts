import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What changed while nobody listened is looked for so often; with a live connection it is only the safety net. */
const pollMs = { live: 60_000, deaf: 5_000 };

/** Queries whose answers change with cases. Under load cases go on all the time: they are asked again at most so often. */
const live = [
  { queryKeys: [['tasks'], ['task'], ['cases'], ['inbox'], ['notices']], restMs: 1_000 },
  { queryKeys: [['team'], ['operations']], restMs: 5_000 },
];

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
  const kinds = live.map(({ queryKeys, restMs }) =>
    atMostEvery(restMs, () => {
      for (const queryKey of queryKeys) void queries.invalidateQueries({ queryKey });
    }),
  );
  let wasDeaf = false;
  source.onmessage = ({ data }) => {
    const { cases } = JSON.parse(data) as { cases: string[] | null };
    isLive = true;
    if (wasDeaf || cases?.length !== 0) for (const kind of kinds) kind.ask();
    wasDeaf = false;
  };
  source.onerror = () => {
    isLive = false;
    wasDeaf = true;
  };
  return () => {
    isLive = false;
    for (const kind of kinds) kind.stop();
    source.close();
  };
}

/** Does something when it is asked for: at once after a rest, else at the end of the rest and once for all who asked meanwhile. */
function atMostEvery(restMs: number, act: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const ask = () => {
    isAsked = true;
    timer ??= setTimeout(run, 0);
  };
  return { ask, stop: () => clearTimeout(timer) };

  function run() {
    timer = undefined;
    if (!isAsked) return;
    isAsked = false;
    act();
    timer = setTimeout(run, restMs);
  }
}
