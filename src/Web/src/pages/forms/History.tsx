import { Button, Card } from 'antd';
import type { FormEdition } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import styles from './FormPages.module.css';

type Props = { editions: FormEdition[]; onRestore: ((edition: FormEdition) => void) | undefined };

/** Every edition, latest first. To restore one is to draw it again: saving makes a new edition of it. */
export function History({ editions, onRestore }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  return (
    <Card title={t.forms.history}>
      <ol className={styles.history}>
        {editions.toReversed().map((edition, index) => (
          <li key={edition.version}>
            <div>
              <strong>{t.form.edition(String(edition.version))}</strong>{' '}
              <span className="quiet">
                {edition.savedAt && edition.savedBy
                  ? t.forms.savedBy(names.person(edition.savedBy), format.dateTime(edition.savedAt))
                  : t.forms.shipped}
              </span>
              {edition.reason && <div>{edition.reason}</div>}
            </div>
            {onRestore && index > 0 && (
              <Button size="small" onClick={() => onRestore(edition)}>
                {t.forms.restore}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
