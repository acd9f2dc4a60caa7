import { useSyncExternalStore } from 'react';

const tickMs = 15_000;
let now = Date.now();

/** The time now, in milliseconds, anew every 15 seconds; all readers see the same value. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(changed: () => void) {
  const timer = setInterval(() => {
    now = Math.max(now, Date.now() - (Date.now() % tickMs));
    changed();
  }, tickMs);
  return () => clearInterval(timer);
}
