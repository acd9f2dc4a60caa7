import { Alert, Skeleton } from 'antd';
import { useApplicantView } from '../../api/cases';
import { ApplicantProgress } from '../../applicant/ApplicantProgress';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import styles from './Case.module.css';

/** The applicant's own page of the case, to look at: what is asked of them, in the words they read. */
export function ApplicantTab({ number }: { number: string }) {
  const { t, pick } = useI18n();
  const view = useApplicantView(number);
  if (view.isPending) return <Skeleton active />;
  if (view.isError) return <ErrorState error={view.error} onRetry={view.refetch} />;
  const asked = [
    ...view.data.askedFor.map((document) => pick(document.text, document.textZh)),
    ...view.data.questions.map((question) => question.text),
    ...view.data.tasks.map((task) => pick(task.title, task.titleZh)),
    ...view.data.reasons.map((reason) => pick(reason.text, reason.textZh)),
  ];
  return (
    <div className={styles.story}>
      <Alert type="info" title={view.data.applicant ? t.my.staffHint : t.my.noAccount} className={styles.banner} />
      <ApplicantProgress view={view.data} documents={`/api/applications/${encodeURIComponent(number)}/documents`}>
        {asked.length > 0 && (
          <ul className={styles.asked}>
            {asked.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </ApplicantProgress>
    </div>
  );
}
