import { Button, Card, Tag } from 'antd';
import type { Edition } from '../../api/tables';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import styles from './Tables.module.css';

/** Every edition, the latest first. None is ever changed: an old one is taken as the draft of a new one. */
export function History({
  editions,
  inForce,
  onRestore,
}: {
  editions: Edition[];
  inForce: number;
  onRestore?: (edition: Edition) => void;
}) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>{t.tables.history}</h2>
      </div>
      <ul className={styles.history}>
        {editions.toReversed().map((edition) => (
          <li key={edition.version}>
            <span>
              <strong>{t.tables.version(edition.version)}</strong>, {t.tables.from(format.date(edition.effectiveFrom))}{' '}
              {edition.version === inForce && <Tag color="success">{t.tables.inForce}</Tag>}
              <span className="quiet" style={{ display: 'block', fontSize: 12.5 }}>
                {edition.savedBy && edition.savedAt
                  ? t.tables.savedBy(names.person(edition.savedBy), format.dateTime(edition.savedAt))
                  : t.tables.shipped}
                {edition.reason && ` · ${edition.reason}`}
              </span>
            </span>
            {onRestore && (
              <Button size="small" onClick={() => onRestore(edition)}>
                {t.tables.restore}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
