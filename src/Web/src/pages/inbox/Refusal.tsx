import { Alert } from 'antd';
import { ProblemError } from '../../api/client';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import styles from './Task.module.css';

/** Why the server did not do it, in its own words, where it was asked. */
export function Refusal({ error }: { error: Error | null }) {
  const { t } = useI18n();
  if (!error) return null;
  const wasFaster = error instanceof ProblemError && error.status === 409;
  const words = describeError(error, t);
  const details = error instanceof ProblemError ? Object.values(error.errors).flat() : [];
  const others = details.filter((detail) => !words.includes(detail)).join(' ');
  return (
    <Alert
      role="alert"
      type={wasFaster ? 'warning' : 'error'}
      showIcon
      className={styles.notice}
      title={wasFaster ? t.inbox.conflict : words}
      description={wasFaster ? `${words} ${t.inbox.conflictHint}` : others || undefined}
    />
  );
}
