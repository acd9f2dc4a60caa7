import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useDocumentsComplete } from '../../api/cases';
import type { Case } from '../../api/types';
import { useI18n } from '../../i18n';
import { DocumentList } from '../../lending/DocumentList';
import { UploadDialog } from '../../lending/UploadDialog';
import { describeError } from '../../shell/ErrorState';
import styles from './Case.module.css';

export function Documents({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isUploading, setUploading] = useState(false);
  const complete = useDocumentsComplete(loan.number);
  const uploadButton = (
    <Button icon={<UploadOutlined />} onClick={() => setUploading(true)}>
      {t.documents.upload}
    </Button>
  );
  return (
    <>
      {loan.status === 'running' && (
        <div className={styles.actions}>
          {uploadButton}
          {loan.waitingFor === 'applicant' && (
            <Button type="primary" loading={complete.isPending} onClick={sendAll} title={t.documents.doneHint}>
              {t.documents.done}
            </Button>
          )}
        </div>
      )}
      <DocumentList number={loan.number} />
      <UploadDialog
        documents={`/api/applications/${encodeURIComponent(loan.number)}/documents`}
        product={loan.product}
        segment={loan.application?.borrower.segment}
        open={isUploading}
        onUploaded={() => queries.invalidateQueries({ queryKey: ['cases', loan.number] })}
        onClose={() => setUploading(false)}
      />
    </>
  );

  function sendAll() {
    complete.mutate(undefined, {
      onSuccess: () => message.success(t.documents.doneAccepted),
      onError: (error) => message.error(describeError(error, t)),
    });
  }
}
