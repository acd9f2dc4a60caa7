const definitions = '/elsa/api/workflow-definitions';

/** Calls back after every answer to something that may have changed what is stored of a flow. Refused ones count: a publication
 * that is refused has saved all the same. */
export function watchSaves(saved: () => void) {
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const answer = await ask(input, init);
    const request = input instanceof Request ? input : null;
    const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
    const { pathname } = new URL(request?.url ?? String(input), document.baseURI);
    if (method !== 'GET' && pathname.startsWith(definitions)) saved();
    return answer;
  };
}
