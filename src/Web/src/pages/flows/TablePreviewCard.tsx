import { Card, Tag } from 'antd';
import type { TablePreview } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import styles from './Import.module.css';
import { kindColours } from './kindColours';

/** What an import would do to one table of the lender. */
export function TablePreviewCard({ table }: { table: TablePreview }) {
  const { t } = useI18n();
  const { date } = useFormat();
  return (
    <Card
      className={styles.part}
      title={
        <span className={styles.title}>
          {table.name}
          <Tag color={table.isSame ? 'default' : 'warning'}>
            {table.isSame ? t.bundles.isSame : t.bundles.tableChanges(table.changes.length)}
          </Tag>
        </span>
      }
    >
      {!table.isSame && (
        <p className={styles.cases}>{t.bundles.tableVersion(table.version, date(table.effectiveFrom))}</p>
      )}
      <section className={styles.changes}>
        <ul>
          {table.changes.map((change) => (
            <li key={`${change.kind} ${change.where}`}>
              <Tag color={kindColours[change.kind]}>{t.bundles.kinds[change.kind]}</Tag>
              <span className={styles.what}>
                <code>{change.where}</code>
                <span className={styles.values}>
                  <del>{change.before ?? t.bundles.nothing}</del>
                  <span aria-hidden> → </span>
                  <ins>{change.after ?? t.bundles.nothing}</ins>
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}
