import { type ReactNode, useEffect } from 'react';
import { useI18n } from '../i18n';
import styles from './Shell.module.css';

/** The heading of a page with what can be done on it; also names the browser tab. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useI18n();
  useEffect(() => {
    document.title = `${title} · ${t.product}`;
  }, [title, t.product]);
  return (
    <div className={styles.header}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
