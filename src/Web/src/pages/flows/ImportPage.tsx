import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Skeleton, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useImportBundle, usePreviewBundle } from '../../api/bundles';
import { ProblemError } from '../../api/client';
import { useUser } from '../../api/session';
import type { BundlePreview, TablePreview } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { mayImportFlows } from '../../shell/sections';
import { FlowPreviewCard } from './FlowPreviewCard';
import styles from './Import.module.css';
import { TablePreviewCard } from './TablePreviewCard';

/** Takes in an archive of flows after a look at what would change. */
export function Component() {
  const { t } = useI18n();
  const user = useUser();
  const mayImport = user !== null && mayImportFlows(user);
  const preview = usePreviewBundle();
  const taken = useImportBundle();
  const [file, setFile] = useState<File>();

  const look = (chosen: File) => {
    setFile(chosen);
    taken.reset();
    preview.mutate(chosen);
  };

  return (
    <>
      <PageHeader title={t.bundles.title}>
        <Link to="/flows">{t.bundles.back}</Link>
      </PageHeader>
      {!mayImport && <Alert type="warning" showIcon title={t.errors.forbidden} />}
      {mayImport && (
        <Card>
          <Upload.Dragger
            accept=".zip,.json,application/zip,application/json"
            showUploadList={false}
            disabled={preview.isPending || taken.isPending}
            beforeUpload={(chosen) => {
              look(chosen);
              return false;
            }}
          >
            <InboxOutlined className={styles.icon} />
            <div>
              <strong>{t.bundles.choose}</strong>
            </div>
            <div className="quiet">{t.bundles.chooseHint}</div>
          </Upload.Dragger>
        </Card>
      )}
      {preview.isPending && <Skeleton active className={styles.part} />}
      {preview.isError && <Refusal error={preview.error} file={file?.name ?? ''} />}
      {taken.isSuccess && (
        <Alert type="success" showIcon className={styles.part} title={t.bundles.done(taken.data.length)} />
      )}
      {file && preview.data && !taken.isSuccess && (
        <>
          <Decision
            preview={preview.data}
            mayImport={mayImport}
            isBusy={taken.isPending}
            onImport={() => taken.mutate({ file, token: preview.data.token })}
          />
          {taken.isError && <Refusal error={taken.error} file={file.name} onLookAgain={() => look(file)} />}
          {preview.data.flows.map((flow) => (
            <FlowPreviewCard key={flow.definitionId} flow={flow} />
          ))}
          {changedIn(preview.data.tables).map((table) => (
            <TablePreviewCard key={table.name} table={table} />
          ))}
        </>
      )}
    </>
  );
}

const changedIn = (tables: TablePreview[]) => tables.filter((table) => !table.isSame);

type DecisionProps = { preview: BundlePreview; mayImport: boolean; isBusy: boolean; onImport: () => void };

function Decision({ preview, mayImport, isBusy, onImport }: DecisionProps) {
  const { t } = useI18n();
  const changed = preview.flows.filter((flow) => !flow.isSame);
  const cases = changed.reduce((sum, flow) => sum + flow.openCases, 0);
  const why = !mayImport ? t.bundles.adminOnly : !preview.mayImport ? t.bundles.hasErrors : undefined;
  return (
    <Card className={styles.part}>
      <div className={styles.decision}>
        <div>
          <strong>{t.bundles.summary(preview.flows.length, changed.length)}</strong>
          {preview.tables.length > 0 && (
            <div>{t.bundles.tables(preview.tables.length, changedIn(preview.tables).length)}</div>
          )}
          <div className="quiet">{why ?? t.bundles.cases(cases)}</div>
        </div>
        <Button type="primary" size="large" disabled={why !== undefined} loading={isBusy} onClick={onImport}>
          {t.bundles.import(preview.flows.length)}
        </Button>
      </div>
    </Card>
  );
}

function Refusal({ error, file, onLookAgain }: { error: unknown; file: string; onLookAgain?: () => void }) {
  const { t } = useI18n();
  const problems = error instanceof ProblemError ? Object.values(error.errors).flat() : [];
  const isConflict = error instanceof ProblemError && error.status === 409;
  return (
    <Alert
      type="error"
      showIcon
      className={styles.part}
      title={t.bundles.refused(file)}
      description={
        problems.length > 1 ? (
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        ) : (
          describeError(error, t)
        )
      }
      action={isConflict && onLookAgain && <Button onClick={onLookAgain}>{t.bundles.lookAgain}</Button>}
    />
  );
}
