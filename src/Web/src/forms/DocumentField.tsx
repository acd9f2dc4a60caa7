import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Progress, Upload } from 'antd';
import { useState } from 'react';
import type { CaseDocument } from '../api/types';
import { upload } from '../api/upload';
import { useI18n } from '../i18n';
import { acceptedTypes, fileProblem } from '../lending/files';
import { describeError } from '../shell/ErrorState';
import { type ControlProps, idOf } from './Field';
import styles from './Forms.module.css';
import { useSurroundings } from './surroundings';

/** A file of the case: it is uploaded at once and named by its id. */
export function DocumentField({ path, value, label, schema, onChange }: ControlProps & { value: string | undefined }) {
  const { t } = useI18n();
  const { documents } = useSurroundings();
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState<string>();

  return (
    <div className={styles.document}>
      {value && (
        <span className={styles.file}>
          <PaperClipOutlined aria-hidden />{' '}
          {documents ? (
            <a href={`${documents}/${value}`} target="_blank" rel="noreferrer">
              {name ?? t.form.openFile}
            </a>
          ) : (
            (name ?? value)
          )}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t.form.removeFile}: ${label}`}
            onClick={() => onChange(undefined)}
          />
        </span>
      )}
      <Upload id={idOf(path)} accept={acceptedTypes} showUploadList={false} beforeUpload={send} disabled={!documents}>
        <Button
          icon={<UploadOutlined />}
          disabled={!documents}
          aria-label={`${value ? t.form.replaceFile : t.form.chooseFile}: ${label}`}
        >
          {value ? t.form.replaceFile : t.form.chooseFile}
        </Button>
      </Upload>
      {share !== undefined && <Progress percent={Math.round(share * 100)} size="small" aria-label={t.form.uploading} />}
      {problem && (
        <div role="alert" className={styles.problem}>
          {problem}
        </div>
      )}
    </div>
  );

  function send(file: File) {
    const found = fileProblem(file, t);
    setProblem(found);
    if (found || !documents) return false;
    setShare(0);
    addDocument(documents, file, schema.documentKind ?? 'attachment', setShare)
      .then(
        (document) => {
          setName(document.fileName);
          onChange(document.id);
        },
        (error: Error) => setProblem(describeError(error, t)),
      )
      .finally(() => setShare(undefined));
    return false;
  }
}

/** @param documents Where the case's documents are. */
export function addDocument(
  documents: string,
  file: File,
  kind: string,
  onProgress: (share: number) => void = () => {},
) {
  const body = new FormData();
  body.append('kind', kind);
  body.append('file', file);
  return upload<CaseDocument>({ method: 'POST', url: documents, body }, onProgress);
}
