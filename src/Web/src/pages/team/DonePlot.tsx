import { Card, Skeleton } from 'antd';
import { useDonePerDay } from '../../api/team';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { ColumnPlot } from './ColumnPlot';
import { colours } from './colours';
import { Legend } from './Legend';
import styles from './Team.module.css';

const days = 14;

/** What was done on each of the last days. */
export function DonePlot() {
  const { t, locale } = useI18n();
  const done = useDonePerDay(days);
  const dayOf = (back: number) => {
    const day = new Date();
    day.setDate(day.getDate() - back);
    return day;
  };
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>{t.team.throughput}</h2>
        <Legend
          entries={[
            { name: t.team.onTime, colour: colours.onTime },
            { name: t.team.late, colour: colours.late },
          ]}
        />
      </div>
      {done.isError ? (
        <ErrorState error={done.error} onRetry={done.refetch} />
      ) : !done.data ? (
        <Skeleton active />
      ) : (
        <ColumnPlot
          caption={t.team.throughputHint}
          labelEvery={3}
          columns={done.data.map(({ day, onTime, late }) => ({
            label: dayOf(day).toLocaleDateString(locale, { month: 'numeric', day: 'numeric' }),
            title: dayOf(day).toLocaleDateString(locale, { dateStyle: 'medium' }),
            parts: [
              { name: t.team.onTime, colour: colours.onTime, value: onTime },
              { name: t.team.late, colour: colours.late, value: late },
            ],
          }))}
        />
      )}
    </Card>
  );
}
