import { Button, Card, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Trial, useTryAuthority } from '../../api/tables';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { Scrolling } from '../../shell/Scrolling';
import styles from './Tables.module.css';

const periods = [7, 30, 90, 365];
const mostListed = 20;

/** How cases of the past would have moved under what the page shows. */
export function AuthorityTrial({ table }: { table: unknown }) {
  const { t } = useI18n();
  const [days, setDays] = useState(30);
  const trial = useTryAuthority();
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>{t.tables.tryPast}</h2>
        <Select
          aria-label={t.tables.tryPast}
          value={days}
          onChange={setDays}
          options={periods.map((value) => ({ value, label: t.tables.days(value) }))}
        />
        <Button loading={trial.isPending} onClick={() => trial.mutate({ table, days })}>
          {t.tables.run}
        </Button>
        <p className={styles.hint}>{t.tables.tryHint}</p>
      </div>
      {trial.isError && <ErrorState error={trial.error} />}
      {trial.data && (trial.data.cases === 0 ? <EmptyState title={t.tables.noCases} /> : <Result trial={trial.data} />)}
    </Card>
  );
}

function Result({ trial }: { trial: Trial }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const tier = (row: string | null | undefined, level: number | null | undefined) =>
    row ? `${row} (${t.tables.level(level ?? 0)})` : t.tables.nobody;
  return (
    <>
      <p>
        <strong>{format.number(trial.cases)}</strong> {t.tables.cases} · <strong>{format.number(trial.changed)}</strong>{' '}
        {t.tables.moved} · <strong>{format.number(trial.unchanged)}</strong> {t.tables.unchanged} · {t.tables.machine}:{' '}
        {format.number(trial.automatic.before)} → <strong>{format.number(trial.automatic.after)}</strong>
      </p>
      {trial.changed === 0 ? (
        <EmptyState title={t.tables.noneMoved} />
      ) : (
        <Scrolling name={t.tables.tryPast}>
          <table className={styles.plain}>
            <thead>
              <tr>
                <th scope="col">{t.tables.fromTo}</th>
                <th scope="col" className={styles.figure}>
                  {t.tables.cases}
                </th>
              </tr>
            </thead>
            <tbody>
              {trial.shifts.map((shift) => (
                <tr key={`${shift.fromRow}/${shift.toRow}`}>
                  <td>
                    {tier(shift.fromRow, shift.fromLevel)} → {tier(shift.toRow, shift.toLevel)}
                  </td>
                  <td className={styles.figure}>{shift.cases}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <table className={styles.plain} style={{ marginTop: 16 }}>
            <thead>
              <tr>
                <th scope="col">{t.tables.load}</th>
                <th scope="col" className={styles.figure}>
                  {t.tables.before}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.tables.after}
                </th>
              </tr>
            </thead>
            <tbody>
              {trial.load.map((load) => (
                <tr key={load.group}>
                  <td>{names.groups([load.group])}</td>
                  <td className={styles.figure}>{load.before}</td>
                  <td className={styles.figure}>{load.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p style={{ marginTop: 12 }}>
            {trial.moved.slice(0, mostListed).map((moved) => (
              <Link
                key={moved.number}
                to={`/cases/${encodeURIComponent(moved.number)}`}
                style={{ marginInlineEnd: 12 }}
              >
                {moved.number}
              </Link>
            ))}
          </p>
        </Scrolling>
      )}
    </>
  );
}
