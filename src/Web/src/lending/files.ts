import type { Texts } from '../i18n/en';

const maxBytes = 10 * 1024 * 1024;

export const acceptedTypes = 'application/pdf,image/png,image/jpeg';

/** What the server would refuse about a file, as far as it shows before sending; it also looks at the content. */
export function fileProblem(file: File, t: Texts): string | undefined {
  if (file.size > maxBytes) return t.documents.tooLarge;
  if (file.size === 0) return t.documents.isEmpty;
  if (!acceptedTypes.split(',').includes(file.type)) return t.documents.wrongType;
  return undefined;
}
