import { randomKey } from '../../api/client';
import type { LoanApplication } from '../../api/types';

type PartialDeep<T> = { [K in keyof T]?: T[K] extends object ? PartialDeep<T[K]> : T[K] };

/** What the applicant has entered so far, in the shape of the application itself. */
export type Entries = PartialDeep<LoanApplication> & {
  /** What is read from documents, by their kind; the files themselves are kept in {@link ./draftFiles}. */
  papers?: Record<string, { issuedOn?: string; expiresOn?: string; fields?: Record<string, string> } | undefined>;
};

export type Draft = {
  step: number;
  entries: Entries;
  /** Idempotency key of the sending. A change of the entries needs a new one, since it means another request. */
  key: string;
};

const storageKey = 'lendflow.application';

export function loadDraft(): Draft {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (isDraft(stored)) return stored;
  } catch {
    // An unreadable draft is as good as none.
  }
  return emptyDraft();
}

export function saveDraft(draft: Draft) {
  localStorage.setItem(storageKey, JSON.stringify(draft));
}

export function clearDraft() {
  localStorage.removeItem(storageKey);
}

export function emptyDraft(): Draft {
  return {
    step: 0,
    key: randomKey(),
    entries: {
      borrower: { segment: 'micro', location: 'urban', jobsCreated: 0, jobsRetained: 0 },
      consent: { creditBureau: false },
    },
  };
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'step' in value && 'entries' in value && 'key' in value;
}
