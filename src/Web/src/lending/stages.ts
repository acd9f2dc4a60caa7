import type { Texts } from '../i18n/en';

export const stages = ['documentCheck', 'credit', 'score', 'approval', 'contract', 'disbursement'] as const;

export type Stage = (typeof stages)[number];

/** A flow may define stages of its own: those are shown by the name the flow gives them. */
export function stageName(stage: string, t: Texts): string {
  return t.stage[stage as Stage] ?? stage;
}
