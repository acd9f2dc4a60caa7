import { Alert, Button } from 'antd';
import type { ChecklistDocument, LoanApplication } from '../../api/types';
import { useI18n } from '../../i18n';
import { ApplicationData } from '../../lending/ApplicationData';
import styles from './Apply.module.css';
import type { Files } from './desk';

type Props = {
  application: LoanApplication;
  currency: string;
  checklist: ChecklistDocument[];
  files: Files;
  onEdit: (step: number) => void;
};

export function ReviewStep({ application, currency, checklist, files, onEdit }: Props) {
  const { t, pick } = useI18n();
  const missing = checklist.filter((document) => document.required && !files[document.kind]);
  return (
    <>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className={styles.notice}
          title={t.apply.missingRequired(missing.length)}
          description={`${missing.map(({ name, nameZh }) => pick(name, nameZh)).join(', ')}. ${t.apply.missingHint}`}
          action={
            <Button size="small" onClick={() => onEdit(3)}>
              {t.apply.edit}
            </Button>
          }
        />
      )}
      <ApplicationData application={application} currency={currency} />
      <h3 className={styles.documentsTitle}>{t.case.documents}</h3>
      <ul className={styles.reviewFiles}>
        {checklist.map(({ kind, name, nameZh }) => (
          <li key={kind}>
            {pick(name, nameZh)}: {files[kind]?.name ?? <span className="quiet">{t.apply.missing}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
