import { DownloadOutlined, EditOutlined, EyeOutlined, ImportOutlined } from '@ant-design/icons';
import { App, Button, Card, Popconfirm, Tag } from 'antd';
import { useNavigate } from 'react-router';
import { bundleUrl } from '../../api/bundles';
import { exportUrl, useAskForPublication, useFlows, usePublishFlow } from '../../api/flows';
import { useUser } from '../../api/session';
import type { Flow } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import { describeError, ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { mayDesign, mayImportFlows, mayPublishFlows } from '../../shell/sections';
import { TableSkeleton } from '../../shell/TableSkeleton';
import styles from './Flows.module.css';
import { ImportFlow } from './ImportFlow';
import { SendBackButton } from './SendBackButton';

export function Component() {
  const { t } = useI18n();
  const flows = useFlows();
  const navigate = useNavigate();
  const user = useUser();
  const mayImport = user !== null && mayImportFlows(user);
  return (
    <>
      <PageHeader title={t.flows.title}>
        <div className={styles.actions}>
          <Button icon={<DownloadOutlined />} href={bundleUrl} download>
            {t.bundles.exportAll}
          </Button>
          {mayImport && (
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
          )}
        </div>
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
  const { dateTime } = useFormat();
  const user = useUser();
  if (!user) return null;
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
          {flow.asked && (
            <Tag color="processing" className={styles.asked}>
              {t.flows.asked(flow.asked.actor, dateTime(flow.asked.at))}
            </Tag>
          )}
          <div className={styles.actions}>
            {!flow.isPublished && mayPublishFlows(user) && <PublishButton flow={flow} />}
            {flow.asked && mayPublishFlows(user) && <SendBackButton flow={flow} />}
            {!flow.isPublished && !flow.asked && !mayPublishFlows(user) && mayDesign(user) && <AskButton flow={flow} />}
            <Button
              icon={mayDesign(user) ? <EditOutlined /> : <EyeOutlined />}
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
  const words = { action: t.flows.publish, confirm: t.flows.publishConfirm, done: t.flows.publishedDone(flow.name) };
  return <ConfirmedCommand flow={flow} command={usePublishFlow()} words={words} />;
}

function AskButton({ flow }: { flow: Flow }) {
  const { t } = useI18n();
  const words = { action: t.flows.ask, confirm: t.flows.askConfirm, done: t.flows.askedDone(flow.name) };
  return <ConfirmedCommand flow={flow} command={useAskForPublication()} words={words} />;
}

type CommandProps = {
  flow: Flow;
  command: ReturnType<typeof usePublishFlow>;
  words: { action: string; confirm: string; done: string };
};

function ConfirmedCommand({ flow, command, words }: CommandProps) {
  const { t } = useI18n();
  const { message } = App.useApp();
  return (
    <Popconfirm
      title={words.action}
      description={<div className={styles.confirm}>{words.confirm}</div>}
      okText={words.action}
      onConfirm={() =>
        command.mutate(flow.definitionId, {
          onSuccess: () => message.success(words.done),
          onError: (error) => message.error(describeError(error, t)),
        })
      }
    >
      <Button type="primary" loading={command.isPending}>
        {words.action}
      </Button>
    </Popconfirm>
  );
}
