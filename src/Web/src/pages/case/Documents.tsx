import { UploadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useDocumentsComplete } from '../../api/cases';
import type { Case } from '../../api/types';
import { useI18n } from '../../i18n';
import { DocumentList } from '../../lending/DocumentList';
import { describeError } from '../../shell/ErrorState';
import styles from './Case.module.css';
import { UploadDialog } from './UploadDialog';

export function Documents({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const { message } = App.useApp();
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
      <UploadDialog loan={loan} open={isUploading} onClose={() => setUploading(false)} />
    </>
  );

  function sendAll() {
    complete.mutate(undefined, {
      onSuccess: () => message.success(t.documents.doneAccepted),
      onError: (error) => message.error(describeError(error, t)),
    });
  }
}
