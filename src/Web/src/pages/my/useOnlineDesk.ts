import { useEffect, useRef, useState } from 'react';
import { api, expectData, ProblemError } from '../../api/client';
import { myDocuments } from '../../api/my';
import type { LoanApplication } from '../../api/types';
import { addDocument } from '../../forms/DocumentField';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import type { Desk } from '../apply/desk';
import type { Draft } from '../apply/draft';

const pauseMs = 600;

/** A desk on the server: drafts are saved there one after the other, shortly after the last key was pressed. */
export function useOnlineDesk(
  number: string,
  revision: number | undefined,
): Desk & { isOutdated: boolean; error?: string } {
  const { t } = useI18n();
  const [isOutdated, setOutdated] = useState(false);
  const [error, setError] = useState<string>();
  const saved = useRef(revision);
  const waiting = useRef<Draft>(undefined);
  const timer = useRef(0);
  const saving = useRef<Promise<void>>(Promise.resolve());
  if (saved.current === undefined) saved.current = revision;

  useEffect(() => {
    // Whoever leaves the page within the pause has still entered something.
    const leave = () => void save();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.clearTimeout(timer.current);
      leave();
    };
  });

  return {
    isOnline: true,
    isOutdated,
    error,
    keep: (draft) => {
      waiting.current = draft;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(save, pauseMs);
    },
    keepFile: (kind, file, onProgress) =>
      file
        ? addDocument(myDocuments(number), file, kind, onProgress)
        : expectData(
            api.DELETE('/api/my/applications/{number}/documents/{kind}', { params: { path: { number, kind } } }),
          ),
    send: async (application, papers) => {
      await save();
      return expectData(
        api.POST('/api/my/applications/{number}/send', {
          params: { path: { number } },
          body: { ...withoutChannel(application), papers: papersOf(papers) },
        }),
      );
    },
  };

  function save(): Promise<void> {
    saving.current = saving.current.then(async () => {
      const draft = waiting.current;
      if (!draft || saved.current === undefined) return;
      waiting.current = undefined;
      const { entries, step } = draft;
      await expectData(
        api.PUT('/api/my/applications/{number}', {
          params: { path: { number } },
          body: { revision: saved.current, draft: { entries, step } },
          keepalive: true,
        }),
      ).then(
        (kept) => {
          saved.current = kept.revision;
          setError(undefined);
        },
        (refused: Error) => {
          if (refused instanceof ProblemError && refused.status === 409) setOutdated(true);
          else setError(describeError(refused, t));
        },
      );
    });
    return saving.current;
  }
}

/** Whoever applies here applies online; the server knows. */
function withoutChannel({ channel: _, ...application }: LoanApplication) {
  return application;
}

function papersOf(papers: Parameters<Desk['send']>[1]) {
  return Object.fromEntries(
    Object.entries(papers).map(([kind, paper]) => [
      kind,
      { issuedOn: paper?.issuedOn ?? null, expiresOn: paper?.expiresOn ?? null, fields: paper?.fields ?? {} },
    ]),
  );
}
