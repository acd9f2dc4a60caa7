import { Link } from 'react-router';
import { useI18n } from '../i18n';
import styles from './Shell.module.css';

export function Brand({ markOnly = false }: { markOnly?: boolean }) {
  const { t } = useI18n();
  return (
    <Link to="/" className={styles.brand} aria-label={t.product}>
      <img src="/favicon.svg" width={30} height={30} alt="" />
      {!markOnly && t.product}
    </Link>
  );
}
