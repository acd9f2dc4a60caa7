import { FileAddOutlined } from '@ant-design/icons';
import { Alert, Card, Upload } from 'antd';
import { useState } from 'react';
import { ProblemError } from '../../api/client';
import { useImportFlow } from '../../api/flows';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import styles from './Flows.module.css';

type Refusal = { file: string; message: string; problems: [path: string, message: string][] };

/** Takes one workflow file and shows every problem of a refused one by its place in the file. */
export function ImportFlow() {
  const { t } = useI18n();
  const flow = useImportFlow();
  const [refusal, setRefusal] = useState<Refusal>();

  return (
    <Card className={styles.import}>
      <Upload.Dragger
        accept=".json,application/json"
        showUploadList={false}
        disabled={flow.isPending}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <FileAddOutlined className={styles.importIcon} />
        <div>
          <strong>{t.flows.import}</strong>
        </div>
        <div className="quiet">{t.flows.importHint}</div>
      </Upload.Dragger>
      {flow.isSuccess && !refusal && (
        <Alert
          type="success"
          showIcon
          closable
          className={styles.result}
          title={t.flows.imported(flow.data.name, flow.data.version)}
        />
      )}
      {refusal && <Problems refusal={refusal} />}
    </Card>
  );

  async function read(file: File) {
    setRefusal(undefined);
    const definition = parse(await file.text());
    if (!definition) return setRefusal({ file: file.name, message: t.flows.notJson, problems: [] });
    flow.mutate(definition, {
      onError: (error) =>
        setRefusal({
          file: file.name,
          message: describeError(error, t),
          problems:
            error instanceof ProblemError
              ? Object.entries(error.errors).flatMap(([path, messages]) =>
                  messages.map((message): [string, string] => [path, message]),
                )
              : [],
        }),
    });
  }
}

function Problems({ refusal }: { refusal: Refusal }) {
  const { t } = useI18n();
  const { file, message, problems } = refusal;
  if (problems.length === 0) {
    return <Alert type="error" showIcon className={styles.result} title={file} description={message} />;
  }
  return (
    <Alert
      type="error"
      showIcon
      className={styles.result}
      title={t.flows.problems(file, problems.length)}
      description={
        <table className={styles.problems}>
          <thead>
            <tr>
              <th>{t.flows.path}</th>
              <th>{t.flows.problem}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(([path, text]) => (
              <tr key={path + text}>
                <td>
                  <code>{path}</code>
                </td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
