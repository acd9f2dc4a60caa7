import { Card, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useBranches, useProducts } from '../../api/catalogue';
import type { Receipt } from '../../api/types';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { ApplicationForm } from './ApplicationForm';
import styles from './Apply.module.css';
import { counter, type Files } from './desk';
import { clearDraft, loadDraft } from './draft';
import { clearFiles, loadFiles } from './draftFiles';
import { Received } from './Received';

export function Component() {
  const { t } = useI18n();
  const [receipt, setReceipt] = useState<Receipt>();
  return (
    <div className={styles.page}>
      <PageHeader title={t.apply.title} />
      <Card>
        {receipt ? (
          <Received receipt={receipt} onAnother={() => setReceipt(undefined)} />
        ) : (
          <Application onReceived={setReceipt} />
        )}
      </Card>
    </div>
  );
}

function Application({ onReceived }: { onReceived: (receipt: Receipt) => void }) {
  const { t } = useI18n();
  const products = useProducts();
  const branches = useBranches();
  const [attempt, setAttempt] = useState(0);
  const files = useStoredFiles(attempt);

  const failure = products.error ?? branches.error;
  if (failure)
    return <ErrorState error={failure} onRetry={() => Promise.all([products.refetch(), branches.refetch()])} />;
  if (!products.data || !branches.data || !files) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (products.data.length === 0) return <EmptyState title={t.apply.noProducts} hint={t.apply.noProductsHint} />;

  return (
    <ApplicationForm
      key={attempt}
      desk={counter}
      draft={loadDraft()}
      files={files}
      products={products.data}
      branches={branches.data}
      onRestart={() => void discard().then(() => setAttempt(attempt + 1))}
      onReceived={(receipt) => void discard().then(() => onReceived(receipt))}
    />
  );
}

function useStoredFiles(attempt: number): Files | undefined {
  const [loaded, setLoaded] = useState<{ attempt: number; files: Files }>();
  useEffect(() => {
    // A browser may forbid the store, for example in a private window: the files then live until a reload.
    loadFiles()
      .catch((): Files => ({}))
      .then((files) => setLoaded({ attempt, files }));
  }, [attempt]);
  return loaded?.attempt === attempt ? loaded.files : undefined;
}

async function discard() {
  clearDraft();
  await clearFiles().catch(() => undefined);
}
