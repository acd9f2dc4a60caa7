import { Card, Select } from 'antd';
import { useState } from 'react';
import { useBranches, useProducts } from '../../api/catalogue';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { Scrolling } from '../../shell/Scrolling';
import { type Matrix, type Row, rowsFor, type Span, spansOf } from './authority';
import styles from './Tables.module.css';

/** Amounts to the right, grades downwards: a hatched field is decided by nobody or twice. */
export function AuthorityPicture({ matrix, onOpen }: { matrix: Matrix; onOpen?: (row: Row) => void }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const products = useProducts().data ?? [];
  const branches = useBranches().data ?? [];
  const [chosenProduct, setProduct] = useState<string>();
  const [chosenBranch, setBranch] = useState<string>();
  const product = chosenProduct ?? products[0]?.key ?? '';
  const branch = chosenBranch ?? branches[0]?.key ?? '';
  const spans = spansOf(matrix, product, branch);
  const limit = (span: Span) =>
    span.upTo == null ? `> ${format.number(span.above)}` : `≤ ${format.number(span.upTo)}`;

  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>{t.tables.picture}</h2>
        <Select
          aria-label={t.tables.product}
          value={product}
          onChange={setProduct}
          options={products.map((row) => ({ value: row.key, label: pick(row.name, row.nameZh) }))}
          style={{ minWidth: 180 }}
        />
        <Select
          aria-label={t.tables.branch}
          value={branch}
          onChange={setBranch}
          options={branches.map((row) => ({ value: row.key, label: pick(row.name, row.nameZh) }))}
          style={{ minWidth: 140 }}
        />
        <p className={styles.hint}>{t.tables.pictureHint}</p>
      </div>
      <Scrolling name={t.tables.picture}>
        <table className={styles.picture}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 56 }}>
                {t.tables.grade}
              </th>
              {spans.map((span) => (
                <th key={span.above} scope="col">
                  {limit(span)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.grades.map((grade) => (
              <tr key={grade}>
                <th scope="row" className={styles.grade}>
                  {grade}
                </th>
                {spans.map((span) => (
                  <Field key={span.above} rows={rowsFor(matrix, product, branch, grade, span)} onOpen={onOpen} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </Card>
  );
}

function Field({ rows, onOpen }: { rows: Row[]; onOpen?: (row: Row) => void }) {
  const { t, pick } = useI18n();
  const names = useNames();
  const [row, second] = rows;
  if (!row)
    return (
      <td className={styles.cell} data-fault>
        {t.tables.gap}
      </td>
    );
  if (second)
    return (
      <td className={styles.cell} data-fault title={rows.map((r) => r.key).join(', ')}>
        {t.tables.overlap(rows.map((r) => r.key).join(', '))}
      </td>
    );
  const who =
    row.approvers.length === 0
      ? t.tables.machine
      : row.approvers.map((group) => names.groups([group])).join(row.mode === 'sequential' ? ' → ' : ' + ');
  const said = (
    <>
      <strong>{t.tables.level(row.level)}</strong>
      {row.approvers.length > 0 && <div>{who}</div>}
    </>
  );
  return (
    <td
      className={styles.cell}
      data-level={Math.min(4, row.level)}
      title={`${pick(row.name, row.nameZh)} (${row.key})`}
    >
      {onOpen ? (
        <button type="button" onClick={() => onOpen(row)} style={{ all: 'unset', cursor: 'pointer', display: 'block' }}>
          {said}
        </button>
      ) : (
        said
      )}
    </td>
  );
}
