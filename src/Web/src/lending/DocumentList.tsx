import { FileImageOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { documentUrl, useDocuments } from '../api/cases';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { EmptyState } from '../shell/EmptyState';
import { ErrorState } from '../shell/ErrorState';
import styles from './lending.module.css';
import { useNames } from './names';

export function DocumentList({ number }: { number: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const documents = useDocuments(number);
  if (documents.isPending) return <Skeleton active />;
  if (documents.isError) return <ErrorState error={documents.error} onRetry={documents.refetch} />;
  if (documents.data.length === 0) {
    return <EmptyState title={t.documents.empty} hint={t.documents.emptyHint} />;
  }
  return (
    <ul className={styles.documents}>
      {documents.data.map((document) => (
        <li key={document.id}>
          {document.contentType === 'application/pdf' ? <FilePdfOutlined /> : <FileImageOutlined />}
          <div>
            <strong>{names.documentKind(document.kind)}</strong>
            <a href={documentUrl(number, document.id)} target="_blank" rel="noreferrer" title={t.documents.preview}>
              {document.fileName}
            </a>
            <div className={`quiet ${styles.small}`}>
              {[
                format.bytes(document.bytes),
                document.issuedOn && `${t.documents.issuedOn} ${format.date(document.issuedOn)}`,
                document.expiresOn && `${t.documents.expiresOn} ${format.date(document.expiresOn)}`,
                `${t.documents.uploadedAt} ${format.dateTime(document.uploadedAt)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
