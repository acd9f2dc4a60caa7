import { useEffect } from 'react';
import type { User } from '../api/types';
import { mayDesign } from '../shell/sections';

/** Once a day is enough: what is fetched is kept for a year. */
const warmedKey = 'lendflow.studio-warmed';
const pauseBetweenFiles = 150;

/** Fetches Studio's 6 MB for those who design flows while they do something else, so that Studio opens in seconds. */
export function useWarmStudio(user: User) {
  const designs = mayDesign(user);
  useEffect(() => {
    const today = new Date().toDateString();
    if (!designs || localStorage.getItem(warmedKey) === today || isSparing()) return;
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      warm(stop.signal).then(
        () => localStorage.setItem(warmedKey, today),
        () => undefined, // Left early, or offline: the next visit goes on.
      );
    }, 4_000);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [designs]);
}

async function warm(signal: AbortSignal) {
  const files = (await (await fetch('/studio/files.json', { signal })).json()) as string[];
  for (const file of files) {
    await fetch(file, { signal, priority: 'low' });
    await new Promise((resolve) => setTimeout(resolve, pauseBetweenFiles));
  }
}

/** The reader asked for little data. */
function isSparing() {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
