import type { User } from '../api/types';

export const endpoint = `${window.location.origin}/elsa/api`;

/** Tokens are good for an hour. */
const refreshAfter = 45 * 60_000;

/** Who is signed in; null when nobody is. */
export async function askUser(): Promise<User | null> {
  const answer = await fetch('/api/session');
  return answer.ok ? ((await answer.json()) as User) : null;
}

/** Studio wants a token and never a cookie: the session of the pages gives one. */
async function askToken(): Promise<string | null> {
  const answer = await fetch('/elsa/api/identity/session-token', { method: 'POST' });
  return answer.ok ? ((await answer.json()) as { accessToken: string }).accessToken : null;
}

/** Gives Studio the address and a token, and a new token before the old one ends. Every element of Studio reads what was handed
 * over last, so a new provider is enough; the old one can go. */
export async function keepConnected(place: HTMLElement, onSignedOut: () => void): Promise<void> {
  await customElements.whenDefined('elsa-backend-provider');
  let handedOver = 0;
  const handOver = async () => {
    const token = await askToken().catch(() => undefined);
    if (token === null) return onSignedOut();
    if (token === undefined) return; // No answer: the next attempt follows.
    const provider = document.createElement('elsa-backend-provider');
    provider.setAttribute('remote-endpoint', endpoint);
    provider.setAttribute('access-token', token);
    const old = place.firstElementChild;
    place.append(provider);
    old?.remove();
    handedOver = Date.now();
  };
  const handOverWhenOld = () => {
    if (Date.now() - handedOver > refreshAfter) void handOver();
  };
  setInterval(handOverWhenOld, 60_000);
  document.addEventListener('visibilitychange', handOverWhenOld); // A laptop that slept has missed the interval.
  await handOver();
}
