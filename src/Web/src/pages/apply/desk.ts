import type { LoanApplication, Receipt } from '../../api/types';
import { upload } from '../../api/upload';
import { type Draft, type Entries, saveDraft } from './draft';
import { saveFile } from './draftFiles';
import { toSubmission } from './toSubmission';

/** What is known of a chosen file; at the counter it is the file itself. */
export type ChosenFile = Pick<File, 'name' | 'size'>;

/** Chosen files by document kind. */
export type Files = Record<string, ChosenFile | undefined>;

type OnProgress = (share: number) => void;

/** Where an application is entered: it keeps what is there so far, and sends it. */
export type Desk = {
  /** Whether what is kept follows the person to other devices. */
  isOnline: boolean;
  keep: (draft: Draft) => void;
  keepFile: (kind: string, file: File | undefined, onProgress: OnProgress) => Promise<unknown>;
  send: (
    application: LoanApplication,
    papers: NonNullable<Entries['papers']>,
    files: Files,
    key: string,
    onProgress: OnProgress,
  ) => Promise<Receipt>;
};

/** At the counter: staff enter what an applicant brings, in this browser, and send all of it in one request. */
export const counter: Desk = {
  isOnline: false,
  keep: saveDraft,
  // A browser may forbid the store, for example in a private window: the files then live until a reload.
  keepFile: (kind, file) => saveFile(kind, file).catch(() => undefined),
  send: async (application, papers, files, key, onProgress) => {
    const body = JSON.stringify(await toSubmission(application, papers, files as Record<string, File | undefined>));
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    return upload<Receipt>({ method: 'POST', url: '/api/applications', body, headers }, onProgress);
  },
};
