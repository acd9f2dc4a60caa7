import type { FlowFindings, FlowVersion, LintFinding } from '../api/types';
import type { Texts } from '../i18n/en';
import { selectStep } from './canvas';
import type { Language } from './language';
import { node } from './node';
import type { View } from './views';

type Severity = LintFinding['severity'];

const gravest: Severity[] = ['error', 'warning', 'info'];
const signs: Record<Severity, string> = { error: '✕', warning: '!', info: 'i' };

/** What checks find in the flow that is being edited: a tab with counts that opens a list. Studio has no place for findings that do
 * not keep a flow from being published. */
export class Findings {
  private readonly t: Texts['studio']['checks'];
  private readonly tab = node('button', { type: 'button', className: 'lf-checks-tab', id: 'checks-tab' });
  private readonly list = node('div', { className: 'lf-checks-list', id: 'checks-list', hidden: true });
  private flow: string | null = null;
  private asked = 0;

  constructor(
    private readonly place: HTMLElement,
    texts: Texts,
    private readonly language: Language,
  ) {
    this.t = texts.studio.checks;
    this.tab.setAttribute('aria-controls', this.list.id);
    this.tab.addEventListener('click', () => this.open(this.list.hidden));
    this.open(false);
    place.ariaLabel = this.t.title;
    place.replaceChildren(this.tab, this.list);
  }

  /** Shows the findings of the flow that the view edits; nothing on other views. */
  follow(view: View) {
    const flow = view.name === 'definition' ? view.id : null;
    document.body.classList.toggle('lf-has-checks', flow !== null);
    this.place.hidden = flow === null;
    if (flow === this.flow) return;
    this.flow = flow;
    this.count([]);
    this.say(this.t.loading);
    void this.refresh();
  }

  async refresh() {
    if (this.flow === null) return;
    const turn = ++this.asked;
    const found = await askLatest(this.flow).catch(() => undefined);
    if (turn !== this.asked) return; // Saved once more in the meantime.
    if (!found) return this.fail();
    this.count(found.findings);
    if (found.findings.length === 0) this.say(this.t.none, this.t.version(found.version ?? 0));
    else this.show(found);
  }

  private open(isOpen: boolean) {
    this.list.hidden = !isOpen;
    this.tab.ariaExpanded = String(isOpen);
  }

  private count(findings: LintFinding[]) {
    const counts = gravest
      .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
      .filter(({ count }) => count > 0);
    this.tab.replaceChildren(
      node('span', { textContent: this.t.title }),
      ...counts.map(({ severity, count }) => badge(severity, String(count), this.t.counts[severity](count))),
    );
  }

  private show({ version, findings }: FlowFindings) {
    const ordered = gravest.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
    const items = node('ol', {});
    items.append(...ordered.map((finding) => this.item(finding)));
    this.list.replaceChildren(this.head(this.t.version(version ?? 0)), items);
  }

  private item(finding: LintFinding) {
    const { severity, nodeId, code } = finding;
    const content = node(nodeId ? 'button' : 'div', { className: 'lf-check' });
    content.append(
      badge(severity, signs[severity], this.t.severities[severity]),
      node('span', { textContent: this.language === 'zh' ? finding.messageZh : finding.message }),
      node('code', { textContent: code }),
    );
    if (nodeId) content.addEventListener('click', () => void this.select(nodeId, content));
    const item = node('li', {});
    item.append(content);
    return item;
  }

  private async select(nodeId: string, clicked: HTMLElement) {
    const isShown = await selectStep(nodeId);
    for (const marked of this.list.querySelectorAll('[aria-current]')) marked.ariaCurrent = null;
    clicked.ariaCurrent = 'true';
    clicked.querySelector('.lf-check-elsewhere')?.remove();
    if (!isShown) clicked.append(node('span', { className: 'lf-check-elsewhere', textContent: this.t.elsewhere }));
    else if (isNarrow()) this.open(false); // It covers the canvas there.
  }

  private say(text: string, hint = '') {
    this.list.replaceChildren(this.head(hint), node('p', { textContent: text, role: 'status' }));
  }

  private fail() {
    const retry = node('button', { type: 'button', className: 'lf-checks-retry', textContent: this.t.retry });
    retry.addEventListener('click', () => void this.refresh());
    this.count([]);
    this.list.replaceChildren(this.head(''), node('p', { textContent: this.t.failed, role: 'alert' }), retry);
  }

  private head(hint: string) {
    const head = node('header', {});
    const close = node('button', { type: 'button', textContent: '×', ariaLabel: this.t.close });
    close.addEventListener('click', () => this.open(false));
    head.append(node('h2', { textContent: this.t.title }), node('span', { textContent: hint }), close);
    return head;
  }
}

/** The latest version is what is being drawn; asked without a version, the server answers for the published one. */
async function askLatest(flow: string): Promise<FlowFindings> {
  const path = `/api/flows/${encodeURIComponent(flow)}`;
  const [latest] = await ask<FlowVersion[]>(`${path}/versions`);
  return ask<FlowFindings>(`${path}/findings?version=${latest?.version}`);
}

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  return (await answer.json()) as T;
}

function badge(severity: Severity, text: string, meaning: string) {
  const mark = node('span', { className: `lf-badge lf-${severity}`, textContent: text, title: meaning, role: 'img' });
  mark.ariaLabel = meaning;
  return mark;
}

const isNarrow = () => window.matchMedia('(max-width: 899px)').matches;
