import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Card, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useBeginApplication, useDiscardApplication, useMyApplications } from '../../api/my';
import type { CaseStatus, OwnApplicationSummary } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { StatusTag } from '../../lending/Tags';
import { EmptyState } from '../../shell/EmptyState';
import { describeError, ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { TableSkeleton } from '../../shell/TableSkeleton';
import { emptyDraft } from '../apply/draft';
import styles from './My.module.css';

/** An applicant's applications: those that are being written, and those that are cases. */
export function Component() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const mine = useMyApplications();
  const begin = useBeginApplication();
  const apply = (
    <Button type="primary" icon={<PlusOutlined />} loading={begin.isPending} onClick={beginOne}>
      {t.my.apply}
    </Button>
  );

  return (
    <div className={styles.page}>
      <PageHeader title={t.my.title}>{(mine.data?.length ?? 0) > 0 && apply}</PageHeader>
      {mine.isPending && <TableSkeleton />}
      {mine.isError && <ErrorState error={mine.error} onRetry={mine.refetch} />}
      {mine.data?.length === 0 && (
        <Card>
          <EmptyState title={t.my.empty} hint={t.my.emptyHint}>
            {apply}
          </EmptyState>
        </Card>
      )}
      <ul className={styles.applications}>
        {mine.data?.map((application) => (
          <li key={application.number}>
            <Application application={application} />
          </li>
        ))}
      </ul>
    </div>
  );

  function beginOne() {
    const { entries, step } = emptyDraft();
    begin.mutate(
      { entries, step },
      {
        onSuccess: ({ number }) => navigate(`/my/${number}/apply`),
        onError: (error) => message.error(describeError(error, t)),
      },
    );
  }
}

function Application({ application }: { application: OwnApplicationSummary }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const discard = useDiscardApplication();
  const { modal } = App.useApp();
  const { number, status, product, amount, currency } = application;
  const isDraft = status === 'draft';

  return (
    <Card size="small">
      <div className={styles.application}>
        <div className={styles.what}>
          <Link to={isDraft ? `/my/${number}/apply` : `/my/${number}`}>{number}</Link>
          <span className="quiet">
            {isDraft
              ? t.my.draftSaved(format.dateTime(application.savedAt))
              : `${names.product(product ?? '')} · ${format.money(amount ?? 0, currency ?? '')}`}
          </span>
        </div>
        {isDraft ? <Tag>{t.my.draft}</Tag> : <StatusTag status={status as CaseStatus} />}
        {application.waitsForYou && !isDraft && <Tag color="warning">{t.my.waitsForYou}</Tag>}
        {isDraft && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t.my.discard(number)}
            onClick={() =>
              modal.confirm({
                title: t.my.discardTitle,
                okText: t.my.discardNow,
                okButtonProps: { danger: true },
                onOk: () => discard.mutateAsync(number),
              })
            }
          />
        )}
      </div>
    </Card>
  );
}
