const definitions = '/elsa/api/workflow-definitions';

/** Studio saves half a second after a change, or later where it is slow; until then it has only drawn it. */
const untilItSaves = 2_500;
const longestWait = 30_000;

/** Studio runs in turns with this page: where the machine is busy both are late, and a clock would be ahead of them. */
const pause = 50;
const turnsUntilItSaves = untilItSaves / pause;

/** What Studio saves, watched from outside. */
export class Saves {
  private running = 0;
  private touchedAt = 0;
  private askedAt = 0;

  /** @param saved called after every answer to something that may have changed what is stored of a flow. Refused ones count: a
   * publication that is refused has saved all the same. */
  constructor(
    place: HTMLElement,
    private readonly saved: () => void,
  ) {
    for (const act of ['pointerup', 'keyup', 'drop', 'change'])
      place.addEventListener(act, () => this.touch(), { capture: true });
    const ask = window.fetch.bind(window);
    window.fetch = (input, init) => this.watch(input, init, ask);
    window.addEventListener('beforeunload', (event) => {
      if (this.isPending()) event.preventDefault(); // The browser asks whether to leave.
    });
  }

  /** Completes when what was touched has been saved, or had time enough. */
  async settled() {
    const end = Date.now() + longestWait;
    let turns = this.isTouched() ? turnsUntilItSaves : 0;
    while ((this.running > 0 || (turns > 0 && this.touchedAt > this.askedAt)) && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      turns--;
    }
  }

  private isPending() {
    return this.running > 0 || this.isTouched();
  }

  private isTouched() {
    return this.touchedAt > this.askedAt && Date.now() - this.touchedAt < untilItSaves;
  }

  private touch() {
    if (location.pathname.endsWith('/edit')) this.touchedAt = Date.now(); // Nothing is drawn elsewhere.
  }

  private async watch(input: RequestInfo | URL, init: RequestInit | undefined, ask: typeof fetch) {
    const request = input instanceof Request ? input : null;
    const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
    const { pathname } = new URL(request?.url ?? String(input), document.baseURI);
    if (method === 'GET' || !pathname.startsWith(definitions)) return ask(input, init);
    this.running++;
    this.askedAt = Date.now();
    try {
      return await ask(input, init);
    } finally {
      this.running--;
      this.saved();
    }
  }
}
