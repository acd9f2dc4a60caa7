import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { ProblemError } from '../../api/client';
import { myDocuments, useMyProgress } from '../../api/my';
import { ApplicantProgress } from '../../applicant/ApplicantProgress';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { NotFound } from '../../shell/NotFound';
import { PageHeader } from '../../shell/PageHeader';
import styles from './My.module.css';
import { Requests } from './Requests';
import { WithdrawButton } from './WithdrawButton';

/** One application of the applicant: where it stands, and what is asked of them. */
export function Component() {
  const { number = '' } = useParams();
  const { t } = useI18n();
  const progress = useMyProgress(number);
  if (progress.error instanceof ProblemError && progress.error.status === 404) return <NotFound />;
  if (progress.isError) return <ErrorState error={progress.error} onRetry={progress.refetch} />;
  if (!progress.data) return <Skeleton active paragraph={{ rows: 10 }} />;

  return (
    <div className={styles.page}>
      <PageHeader title={t.my.caseTitle(number)}>
        {progress.data.mayWithdraw && <WithdrawButton number={number} />}
      </PageHeader>
      <ApplicantProgress view={progress.data} documents={myDocuments(number)}>
        <Requests view={progress.data} />
      </ApplicantProgress>
    </div>
  );
}
