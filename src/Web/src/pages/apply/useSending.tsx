import { Progress } from 'antd';
import { useState } from 'react';
import type { LoanApplication } from '../../api/types';
import { useI18n } from '../../i18n';
import type { Desk, Files } from './desk';
import type { Entries } from './draft';

/** Sends the application from a desk and shows how far it is. */
export function useSending(desk: Desk) {
  const { t } = useI18n();
  const [share, setShare] = useState<number>();

  async function send(application: LoanApplication, papers: NonNullable<Entries['papers']>, files: Files, key: string) {
    setShare(0);
    try {
      return await desk.send(application, papers, files, key, setShare);
    } finally {
      setShare(undefined);
    }
  }

  const view = share !== undefined && (
    <Progress percent={Math.round(share * 100)} status="active" aria-label={t.apply.sending} />
  );
  return { send, view, isSending: share !== undefined };
}
