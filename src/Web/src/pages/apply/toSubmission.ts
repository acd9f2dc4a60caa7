import type { LoanApplication, SubmittedApplication, SubmittedDocument } from '../../api/types';
import type { Entries } from './draft';

/** The application with its documents, so that the case begins with everything at hand. */
export async function toSubmission(
  application: LoanApplication,
  papers: NonNullable<Entries['papers']>,
  files: Record<string, File | undefined>,
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
