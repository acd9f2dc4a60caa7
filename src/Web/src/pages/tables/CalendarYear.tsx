import { Card, Select } from 'antd';
import { useState } from 'react';
import { type CalendarDay, useCalendarDays } from '../../api/tables';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { TableSkeleton } from '../../shell/TableSkeleton';
import styles from './Tables.module.css';

const months = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const weekdays = [1, 2, 3, 4, 5, 6, 0];

/** A year of a calendar as a picture: holidays and make-up workdays stand out. */
export function CalendarYear({ calendar, content }: { calendar: string; content: Record<string, unknown> }) {
  const { t } = useI18n();
  const [first, last] = [String(content.from), String(content.to)];
  const years = Array.from(
    { length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 },
    (_, i) => Number(last.slice(0, 4)) - i,
  );
  const [year, setYear] = useState(Math.min(new Date().getFullYear(), years[0] ?? 0));
  const from = `${year}-01-01` < first ? first : `${year}-01-01`;
  const until = `${year}-12-31` > last ? last : `${year}-12-31`;
  const days = useCalendarDays(calendar, from, until);
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>
          {year}{' '}
          {days.data && (
            <span className="quiet">· {t.tables.workedDays(days.data.filter((day) => day.isWorked).length)}</span>
          )}
        </h2>
        <div className={styles.legend}>
          {(['worked', 'off', 'makeUp'] as const).map((kind) => (
            <span key={kind} className={styles.month}>
              <table style={{ width: 'auto', display: 'inline-table' }} role="presentation">
                <tbody>
                  <tr>
                    <td data-kind={kind} style={{ width: 'auto', padding: '0 10px' }}>
                      {t.tables[kind]}
                    </td>
                  </tr>
                </tbody>
              </table>
            </span>
          ))}
        </div>
        <Select
          aria-label={t.tables.year}
          value={year}
          onChange={setYear}
          options={years.map((value) => ({ value, label: value }))}
        />
        <p className={styles.hint}>{t.tables.notCovered(first, last)}</p>
      </div>
      {days.isError ? (
        <ErrorState error={days.error} onRetry={days.refetch} />
      ) : !days.data ? (
        <TableSkeleton />
      ) : (
        <div className={styles.year}>
          {months.map((month) => (
            <Month key={month} year={year} month={month} days={days.data} />
          ))}
        </div>
      )}
    </Card>
  );
}

function Month({ year, month, days }: { year: number; month: number; days: CalendarDay[] }) {
  const { t, locale } = useI18n();
  const byDate = new Map(days.map((day) => [day.date, day]));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const lead = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const weeks = Array.from({ length: Math.ceil((lead + length) / 7) }, (_, week) => week);
  const dayName = (weekday: number) =>
    new Date(Date.UTC(2024, 0, 7 + weekday)).toLocaleDateString(locale, { weekday: 'narrow', timeZone: 'UTC' });
  return (
    <div className={styles.month}>
      <table>
        <caption>
          {new Date(Date.UTC(year, month, 1)).toLocaleDateString(locale, { month: 'long', timeZone: 'UTC' })}
        </caption>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {dayName(weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week}>
              {weekdays.map((weekday, column) => {
                const date = week * 7 + column - lead + 1;
                if (date < 1 || date > length) return <td key={weekday} />;
                const day = byDate.get(
                  `${year}-${String(month + 1).padStart(2, '0')}-${String(date).padStart(2, '0')}`,
                );
                const kind = day?.kind ?? (day?.isWorked ? 'worked' : 'weekend');
                const title = day && [day.name, kindName(kind), day.hours.join(', ')].filter(Boolean).join(' · ');
                return (
                  <td key={weekday} data-kind={kind} title={title}>
                    {date}
                    {day?.kind && <span className="visually-hidden"> {title}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function kindName(kind: string) {
    return kind === 'off'
      ? t.tables.off
      : kind === 'makeUp'
        ? t.tables.makeUp
        : kind === 'weekend'
          ? t.tables.weekend
          : '';
  }
}
