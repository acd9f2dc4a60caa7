import { Button, Card } from 'antd';
import { useState } from 'react';
import { useI18n } from '../../i18n';
import { AuthorityPicture } from './AuthorityPicture';
import { AuthorityRows } from './AuthorityRows';
import { AuthorityTrial } from './AuthorityTrial';
import type { Matrix, Row } from './authority';
import { RowForm } from './RowForm';
import styles from './Tables.module.css';

type Props = { content: Record<string, unknown>; onChange?: (content: Record<string, unknown>) => void };

const newRow: Row = {
  key: '',
  name: '',
  nameZh: '',
  products: [],
  branches: ['*'],
  grades: ['*'],
  above: 0,
  track: 'standard',
  level: 2,
  mode: 'single',
  approvers: ['managers'],
  escalateTo: 'directors',
};

/** The authority matrix: a picture of who decides what, the rows it comes from, and what it would have done. */
export function AuthorityEditor({ content, onChange }: Props) {
  const { t } = useI18n();
  const matrix = content as unknown as Matrix;
  const [edited, setEdited] = useState<{ index: number; row: Row }>();
  const change = onChange && ((rows: Row[]) => onChange({ ...content, rows }));
  const open = change && ((row: Row) => setEdited({ index: matrix.rows.indexOf(row), row }));
  return (
    <>
      <AuthorityPicture matrix={matrix} onOpen={open} />
      <Card className={styles.card}>
        <div className={styles.head}>
          <h2>{t.tables.rows}</h2>
          {change && <Button onClick={() => setEdited({ index: -1, row: newRow })}>{t.tables.addRow}</Button>}
        </div>
        <AuthorityRows rows={matrix.rows} onOpen={open} />
      </Card>
      <AuthorityTrial table={content} />
      {edited && change && (
        <RowForm
          row={edited.row}
          grades={matrix.grades}
          onClose={() => setEdited(undefined)}
          onRemove={edited.index < 0 ? undefined : () => finish(matrix.rows.toSpliced(edited.index, 1))}
          onDone={(row) => finish(edited.index < 0 ? [...matrix.rows, row] : matrix.rows.with(edited.index, row))}
        />
      )}
    </>
  );

  function finish(rows: Row[]) {
    change?.(rows);
    setEdited(undefined);
  }
}
