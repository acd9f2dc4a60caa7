import { Progress } from 'antd';
import { useState } from 'react';
import type { LoanApplication, Receipt, SubmittedApplication, SubmittedDocument } from '../../api/types';
import { upload } from '../../api/upload';
import { useI18n } from '../../i18n';
import type { Entries } from './draft';
import type { Files } from './draftFiles';

/** Sends the application with its documents in one request, so that the case begins with everything at hand. */
export function useSending() {
  const { t } = useI18n();
  const [share, setShare] = useState<number>();

  async function send(application: LoanApplication, papers: NonNullable<Entries['papers']>, files: Files, key: string) {
    setShare(0);
    try {
      const body = JSON.stringify(await toSubmission(application, papers, files));
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
      return await upload<Receipt>({ method: 'POST', url: '/api/applications', body, headers }, setShare);
    } finally {
      setShare(undefined);
    }
  }

  const view = share !== undefined && (
    <Progress percent={Math.round(share * 100)} status="active" aria-label={t.apply.sending} />
  );
  return { send, view, isSending: share !== undefined };
}

async function toSubmission(
  application: LoanApplication,
  papers: NonNullable<Entries['papers']>,
  files: Files,
): Promise<SubmittedApplication> {
  const chosen = Object.entries(files).filter((entry): entry is [string, File] => entry[1] !== undefined);
  const documents = chosen.map(
    async ([kind, file]): Promise<SubmittedDocument> => ({
      kind,
      fileName: file.name,
      contentBase64: await base64(file),
      issuedOn: papers[kind]?.issuedOn ?? null,
      expiresOn: papers[kind]?.expiresOn ?? null,
      fields: papers[kind]?.fields ?? {},
    }),
  );
  return { ...application, documents: await Promise.all(documents) };
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
