import type { OpenIncident, User } from '../api/types';
import type { Texts } from '../i18n/en';
import { mayDesign } from '../shell/sections';
import type { Language } from './language';
import { node } from './node';
import type { View } from './views';

const pause = 4_000;

/** What keeps the run that is shown from going on, with the two ways out. Studio's viewer only tells of it. */
export class Incidents {
  private readonly t: Texts['incident'];
  private instance: string | null = null;
  private shown = '';

  constructor(
    private readonly place: HTMLElement,
    private readonly user: User,
    private readonly texts: Texts,
    private readonly language: Language,
  ) {
    this.t = texts.incident;
    place.ariaLabel = texts.case.incidents;
    setInterval(() => void this.refresh(), pause);
  }

  follow(view: View) {
    this.instance = view.name === 'instance' ? view.id : null;
    this.shown = '';
    this.place.hidden = true;
    void this.refresh();
  }

  private async refresh() {
    const instance = this.instance;
    if (instance === null || document.hidden || this.place.querySelector('dialog')) return;
    const open = await ask(instance);
    const told = JSON.stringify(open);
    if (instance !== this.instance || told === this.shown) return;
    this.shown = told;
    this.place.hidden = open.length === 0;
    this.place.replaceChildren(...open.map((incident) => this.row(incident)));
  }

  private row(incident: OpenIncident) {
    const row = node('div', { className: 'lf-incident' });
    row.setAttribute('role', 'alert');
    row.append(
      node('strong', { textContent: this.language === 'zh' ? incident.stepZh : incident.step }),
      node('span', { textContent: incident.message }),
    );
    if (mayDesign(this.user)) row.append(this.button(incident, 'retry'), this.button(incident, 'skip'));
    return row;
  }

  private button(incident: OpenIncident, what: 'retry' | 'skip') {
    const button = node('button', { type: 'button', textContent: this.t[what] });
    button.addEventListener('click', () => this.open(incident, what));
    return button;
  }

  /** Asks for the reason, and for a step that is skipped by which way to go on. */
  private open(incident: OpenIncident, what: 'retry' | 'skip') {
    const dialog = node('dialog', { className: 'lf-dialog' });
    const form = node('form', { method: 'dialog' });
    const reason = node('textarea', { required: true, rows: 3 });
    const outcome = node('select', { required: true });
    outcome.append(...incident.outcomes.map((name) => node('option', { value: name, textContent: name })));
    const refusal = node('p', { className: 'lf-refusal' });
    refusal.setAttribute('role', 'alert');
    const cancel = node('button', { type: 'button', textContent: this.texts.common.close });
    const go = node('button', { type: 'submit', textContent: this.t[what], className: 'lf-primary' });
    form.append(
      node('h2', { textContent: what === 'retry' ? this.t.retryTitle : this.t.skipTitle }),
      node('p', { textContent: what === 'retry' ? this.t.retryHint : this.t.skipHint }),
      ...(what === 'skip' && incident.outcomes.length > 0 ? [labelled(this.t.outcome, outcome)] : []),
      labelled(this.texts.case.reason, reason),
      refusal,
      cancel,
      go,
    );
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => dialog.remove());
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      go.disabled = true;
      const why = await answer(this.instance ?? '', incident.id, what, reason.value, outcome.value || null);
      go.disabled = false;
      refusal.textContent = why;
      if (why) return;
      dialog.close();
      void this.refresh();
    });
    dialog.append(form);
    this.place.append(dialog);
    dialog.showModal();
  }
}

async function ask(instance: string): Promise<OpenIncident[]> {
  const found = await fetch(`/api/instances/${encodeURIComponent(instance)}/incidents`).catch(() => null);
  return found?.ok ? ((await found.json()) as OpenIncident[]) : [];
}

/** @returns why not; empty when it was accepted. */
async function answer(instance: string, incidentId: string, what: string, reason: string, outcome: string | null) {
  const told = await fetch(`/api/operations/instances/${encodeURIComponent(instance)}/incidents/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ incidentId, reason, outcome }),
  });
  return told.ok ? '' : ((await told.json()) as { detail: string }).detail;
}

function labelled(text: string, field: HTMLElement) {
  const label = node('label', {});
  label.append(node('span', { textContent: text }), field);
  return label;
}
