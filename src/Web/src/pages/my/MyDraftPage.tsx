import { Alert, Button, Card, Skeleton } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { useBranches, useProducts } from '../../api/catalogue';
import { ProblemError } from '../../api/client';
import { useDiscardApplication, useMyDraft, useMyDraftDocuments } from '../../api/my';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { NotFound } from '../../shell/NotFound';
import { PageHeader } from '../../shell/PageHeader';
import { ApplicationForm } from '../apply/ApplicationForm';
import type { Files } from '../apply/desk';
import { type Draft, emptyDraft } from '../apply/draft';
import styles from './My.module.css';
import { useOnlineDesk } from './useOnlineDesk';

/** Applies in steps; what is entered is on the server within a second, for the next visit and every device. */
export function Component() {
  const { number = '' } = useParams();
  const { t } = useI18n();
  const navigate = useNavigate();
  const draft = useMyDraft(number);
  const documents = useMyDraftDocuments(number);
  const products = useProducts();
  const branches = useBranches();
  const discard = useDiscardApplication();
  const desk = useOnlineDesk(number, draft.data?.revision);

  const failure = draft.error ?? documents.error ?? products.error ?? branches.error;
  if (failure instanceof ProblemError && failure.status === 404) return <NotFound />;
  if (failure) return <ErrorState error={failure} onRetry={() => draft.refetch()} />;
  if (!draft.data || !documents.data || !products.data || !branches.data) {
    return <Skeleton active paragraph={{ rows: 10 }} />;
  }
  const files: Files = Object.fromEntries(
    documents.data.map(({ kind, fileName, bytes }) => [kind, { name: fileName, size: bytes }]),
  );

  return (
    <div className={styles.page}>
      <PageHeader title={t.my.applyTitle(number)} />
      {desk.isOutdated && (
        <Alert
          type="warning"
          showIcon
          className={styles.notice}
          title={t.my.outdated}
          description={t.my.outdatedHint}
          action={<Button onClick={() => window.location.reload()}>{t.errors.reload}</Button>}
        />
      )}
      {desk.error && <Alert type="error" showIcon className={styles.notice} title={desk.error} />}
      <Card>
        <ApplicationForm
          desk={desk}
          draft={asDraft(draft.data.draft)}
          files={files}
          products={products.data}
          branches={branches.data}
          onRestart={() => void discard.mutateAsync(number).then(() => navigate('/my'))}
          onReceived={() => navigate(`/my/${number}`, { replace: true })}
        />
      </Card>
    </div>
  );
}

function asDraft(stored: unknown): Draft {
  const known = typeof stored === 'object' && stored !== null ? (stored as Partial<Draft>) : {};
  return { ...emptyDraft(), ...known };
}
