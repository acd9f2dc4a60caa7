import type { Applicant } from '../api/types';
import type { Texts } from '../i18n/en';

type Headline = { title: string; text?: string; tone: 'info' | 'success' | 'warning' | 'error' };

/** What happens with an application now, in a sentence, and what comes next. */
export function headlineOf(view: Applicant, t: Texts): Headline {
  const words = t.my.headlines;
  if (view.status === 'disbursed') return { ...words.disbursed, tone: 'success' };
  if (view.status === 'withdrawn') return { ...words.withdrawn, tone: 'info' };
  if (view.status === 'declined') return { ...words.declined, tone: 'error' };
  if (view.maySign) return { ...words.sign, tone: 'warning' };
  if (view.tasks.length > 0 || view.questions.length > 0) return { ...words.answer, tone: 'warning' };
  if (view.askedFor.length > 0) return { ...words.documents, tone: 'warning' };
  if (view.waitingFor === 'thirdParty') return { ...words.thirdParty, tone: 'info' };
  const step = view.steps.find(({ state }) => state === 'current')?.key ?? 'check';
  return { ...(words.steps[step] ?? words.steps.check), tone: 'info' } as Headline;
}
