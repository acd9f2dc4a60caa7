import { CheckCircleFilled, DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Form, Input, Progress, Tag, Upload } from 'antd';
import { useState } from 'react';
import type { ChecklistDocument } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { acceptedTypes, fileProblem } from '../../lending/files';
import styles from './Apply.module.css';
import { DateField } from './DateField';
import type { ChosenFile, Files } from './desk';

type Props = {
  checklist: ChecklistDocument[];
  files: Files;
  /** Share of each file that is on its way, by kind. */
  uploading: Record<string, number>;
  onFile: (kind: string, file: File | undefined) => void;
};

export function DocumentsStep({ checklist, files, uploading, onFile }: Props) {
  const { t } = useI18n();
  if (checklist.length === 0) return <p>{t.apply.noChecklist}</p>;
  return (
    <>
      <p className="quiet">{t.documents.emptyHint}</p>
      <ul className={styles.checklist}>
        {checklist.map((document) => (
          <li key={document.kind} data-kind={document.kind}>
            <ChecklistRow
              document={document}
              file={files[document.kind]}
              share={uploading[document.kind]}
              onFile={(file) => onFile(document.kind, file)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type RowProps = {
  document: ChecklistDocument;
  file: ChosenFile | undefined;
  share: number | undefined;
  onFile: (file: File | undefined) => void;
};

function ChecklistRow({ document, file, share, onFile }: RowProps) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const [problem, setProblem] = useState<string>();
  const name = pick(document.name, document.nameZh);
  const conditions = [
    document.maxAgeDays !== null && t.documents.maxAge(document.maxAgeDays),
    document.mustNotExpire && t.documents.mustNotExpire,
  ].filter(Boolean);

  return (
    <>
      <div className={styles.row}>
        <div className={styles.rowText}>
          <strong>{name}</strong>{' '}
          {document.required ? <Tag color="processing">{t.documents.required}</Tag> : <Tag>{t.documents.optional}</Tag>}
          <div className="quiet">{conditions.join(' · ')}</div>
          {file && (
            <div className={styles.file}>
              <CheckCircleFilled aria-hidden /> {file.name} · {format.bytes(file.size)}
            </div>
          )}
          {share !== undefined && (
            <Progress percent={Math.round(share * 100)} size="small" aria-label={t.form.uploading} />
          )}
          {problem && (
            <div role="alert" className={styles.problem}>
              {problem}
            </div>
          )}
        </div>
        <Upload accept={acceptedTypes} showUploadList={false} beforeUpload={choose}>
          <Button icon={<UploadOutlined />} aria-label={`${t.documents.choose}: ${name}`}>
            {file ? t.documents.replace : t.documents.choose}
          </Button>
        </Upload>
        {file && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t.documents.remove}: ${name}`}
            onClick={() => onFile(undefined)}
          />
        )}
      </div>
      {file && (
        <div className={styles.columns}>
          <DateField
            name={['papers', document.kind, 'issuedOn']}
            label={t.documents.issuedOn}
            rules={[{ required: document.maxAgeDays !== null, message: t.validation.required }]}
            latest="today"
          />
          <DateField
            name={['papers', document.kind, 'expiresOn']}
            label={t.documents.expiresOn}
            rules={[{ required: document.mustNotExpire, message: t.validation.required }]}
          />
          {document.fields.map((field) => (
            <Form.Item
              key={field}
              name={['papers', document.kind, 'fields', field]}
              label={t.documents.asPrinted(t.documents.fields[field] ?? field)}
              rules={[{ required: true, whitespace: true, message: t.validation.required }]}
            >
              <Input maxLength={200} spellCheck={false} />
            </Form.Item>
          ))}
        </div>
      )}
    </>
  );

  function choose(chosen: File) {
    const found = fileProblem(chosen, t);
    setProblem(found);
    if (!found) onFile(chosen);
    return false;
  }
}
