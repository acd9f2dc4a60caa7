import { DownloadOutlined, EditOutlined, ImportOutlined } from '@ant-design/icons';
import { App, Button, Card, Popconfirm, Tag } from 'antd';
import { useNavigate } from 'react-router';
import { bundleUrl } from '../../api/bundles';
import { exportUrl, useFlows, usePublishFlow } from '../../api/flows';
import { mayAdminister, useUser } from '../../api/session';
import type { Flow } from '../../api/types';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import { describeError, ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { TableSkeleton } from '../../shell/TableSkeleton';
import styles from './Flows.module.css';
import { ImportFlow } from './ImportFlow';

export function Component() {
  const { t } = useI18n();
  const flows = useFlows();
  const navigate = useNavigate();
  const mayImport = mayAdminister(useUser());
  return (
    <>
      <PageHeader title={t.flows.title}>
        {mayImport && (
          <div className={styles.actions}>
            <Button icon={<DownloadOutlined />} href={bundleUrl} download>
              {t.bundles.exportAll}
            </Button>
            <Button
              icon={<ImportOutlined />}
              href="/flows/import"
              onClick={(event) => {
                event.preventDefault();
                navigate('/flows/import');
              }}
            >
              {t.bundles.title}
            </Button>
          </div>
        )}
      </PageHeader>
      {mayImport && <ImportFlow />}
      <Card className={styles.list}>
        {flows.isPending && <TableSkeleton />}
        {flows.isError && <ErrorState error={flows.error} onRetry={flows.refetch} />}
        {flows.data?.length === 0 && <EmptyState title={t.flows.empty} hint={t.flows.emptyHint} />}
        {flows.data && flows.data.length > 0 && <FlowList flows={flows.data} />}
      </Card>
    </>
  );
}

function FlowList({ flows }: { flows: Flow[] }) {
  const { t } = useI18n();
  return (
    <ul className={styles.flows}>
      {flows.map((flow) => (
        <li key={`${flow.definitionId}-${flow.version}`}>
          <div className={styles.name}>
            <strong>{flow.name}</strong>
            <div className={styles.id}>{flow.definitionId}</div>
          </div>
          <span className={styles.version}>
            {t.flows.version} {flow.version}
          </span>
          <Tag color={flow.isPublished ? 'success' : 'warning'}>
            {flow.isPublished ? t.flows.published : t.flows.draft}
          </Tag>
          <div className={styles.actions}>
            {!flow.isPublished && <PublishButton flow={flow} />}
            <Button
              icon={<EditOutlined />}
              href={`/studio/workflows/definitions/${encodeURIComponent(flow.definitionId)}/edit`}
            >
              {t.studio.open}
            </Button>
            <Button icon={<DownloadOutlined />} href={exportUrl(flow.definitionId, flow.version)} download>
              {t.flows.export}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function PublishButton({ flow }: { flow: Flow }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const publish = usePublishFlow();
  return (
    <Popconfirm
      title={t.flows.publish}
      description={<div className={styles.confirm}>{t.flows.publishConfirm}</div>}
      okText={t.flows.publish}
      onConfirm={() =>
        publish.mutate(flow.definitionId, {
          onSuccess: () => message.success(t.flows.publishedDone(flow.name)),
          onError: (error) => message.error(describeError(error, t)),
        })
      }
    >
      <Button type="primary" loading={publish.isPending}>
        {t.flows.publish}
      </Button>
    </Popconfirm>
  );
}
