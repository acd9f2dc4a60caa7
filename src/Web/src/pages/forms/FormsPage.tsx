import { PlusOutlined } from '@ant-design/icons';
import { Button, Card } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useForms } from '../../api/forms';
import { mayAdminister, useUser } from '../../api/session';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { TableSkeleton } from '../../shell/TableSkeleton';
import styles from './FormPages.module.css';

/** The lender's forms. */
export function Component() {
  const { t, pick } = useI18n();
  const format = useFormat();
  const navigate = useNavigate();
  const forms = useForms();
  const mayDraw = mayAdminister(useUser());

  return (
    <>
      <PageHeader title={t.forms.title}>
        {mayDraw && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/forms/new')}>
            {t.forms.create}
          </Button>
        )}
      </PageHeader>
      <p className={`quiet ${styles.lead}`}>{t.forms.lead}</p>
      <Card className={styles.card}>
        {forms.isPending && <TableSkeleton />}
        {forms.isError && <ErrorState error={forms.error} onRetry={forms.refetch} />}
        {forms.data?.length === 0 && <EmptyState title={t.forms.empty} hint={t.forms.emptyHint} />}
        <ul className={styles.list}>
          {forms.data?.map((form) => (
            <li key={form.key}>
              <Link to={`/forms/${form.key}`}>{pick(form.name, form.nameZh)}</Link>
              <span className="quiet">
                {form.key} · {t.forms.fields(form.fields)}
              </span>
              <span className={`quiet ${styles.since}`}>
                {t.forms.since(form.version, format.date(form.effectiveFrom))}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
