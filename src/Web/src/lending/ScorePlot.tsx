import type { Score } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { EmptyState } from '../shell/EmptyState';
import styles from './lending.module.css';
import { GradeTag } from './Tags';

/** Where the points of a score come from, the strongest characteristic first. */
export function ScorePlot({ score }: { score: Score | null }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  if (!score) return <EmptyState title={t.score.empty} hint={t.score.emptyHint} />;

  const rows = score.characteristics.toSorted((a, b) => b.points - a.points);
  const lowest = Math.min(0, ...rows.map((row) => row.points));
  const highest = Math.max(1, ...rows.map((row) => Math.max(row.points, row.maxPoints)));
  const percent = (points: number) => ((points - lowest) / (highest - lowest)) * 100;
  const zero = percent(0);

  return (
    <section aria-label={t.score.title}>
      <div className={styles.scoreHead}>
        <span className={styles.scoreTotal}>{format.number(score.points)}</span>
        <span className="quiet">{t.score.total}</span>
        <GradeTag grade={score.grade} />
        <span className={`quiet ${styles.scoreCard}`}>
          {t.score.scorecard} {score.scorecard}, {t.score.version(score.version)}
          {score.scoredAt && ` · ${format.dateTime(score.scoredAt)}`}
        </span>
      </div>
      <table className={styles.scoreTable}>
        <caption className="quiet">{t.score.plot}</caption>
        <thead className="visually-hidden">
          <tr>
            <th>{t.score.characteristic}</th>
            <th>{t.score.points}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {t.score.features[row.key] ?? pick(row.name, row.nameZh)}
                <span className="quiet">{row.value}</span>
              </th>
              <td title={t.score.ofMax(format.number(row.points), format.number(row.maxPoints))}>
                <div className={styles.track}>
                  <i className={styles.reach} style={bar(zero, percent(Math.max(0, row.maxPoints)))} />
                  <i className={row.points < 0 ? styles.minus : styles.plus} style={bar(zero, percent(row.points))} />
                </div>
              </td>
              <td className={styles.points}>
                {row.points > 0 ? '+' : ''}
                {format.number(row.points)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {score.topReasons.length > 0 && (
        <>
          <h4 className={styles.reasonsTitle}>{t.score.topReasons}</h4>
          <ul className={styles.reasons}>
            {score.topReasons.map((reason) => (
              <li key={reason.code}>
                {pick(reason.label, reason.labelZh)}
                <span className="quiet"> · {t.score.pointsLost(format.number(reason.pointsLost))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function bar(from: number, to: number) {
  return { insetInlineStart: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` };
}
