import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem, ProblemError } from './client';
import type { BundlePreview, Flow } from './types';

/** Everything in one archive. */
export const bundleUrl = '/api/bundles/export';

export function usePreviewBundle() {
  return useMutation({ mutationFn: (file: File) => send<BundlePreview>('/api/bundles/preview', file) });
}

/** Imports what was previewed; refused when anything has changed since. */
export function useImportBundle() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, token }: { file: File; token: string }) =>
      send<Flow[]>('/api/bundles/import', file, { 'If-Match': `"${token}"` }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['flows'] }),
  });
}

/** A file as it is: the typed client would make JSON of it. */
async function send<T>(path: string, file: File, headers: Record<string, string> = {}): Promise<T> {
  const type = file.name.toLowerCase().endsWith('.json') ? 'application/json' : 'application/zip';
  const answer = await fetch(path, { method: 'POST', body: file, headers: { ...headers, 'Content-Type': type } }).catch(
    () => {
      throw new ProblemError(0, {});
    },
  );
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new ProblemError(answer.status, asProblem(body));
  return body as T;
}
