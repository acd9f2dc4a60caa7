import { Tooltip } from 'antd';
import { useTimes } from '../../api/cases';
import type { StageTime } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { stageName } from '../../lending/stages';
import styles from './Case.module.css';

const parties = ['machine', 'us', 'applicant', 'thirdParty'] as const;

/** Where the time went: one bar per stage, as long as its share of the whole case, split by whose time it was. */
export function StageTimes({ number }: { number: string }) {
  const { t } = useI18n();
  const times = useTimes(number).data ?? [];
  const longest = Math.max(...times.map(total));
  if (times.length === 0 || longest <= 0) return null;
  return (
    <section className={styles.times} aria-label={t.case.times}>
      <div className={styles.timesHead}>
        <strong>{t.case.times}</strong>
        {parties.map((party) => (
          <span key={party} className="quiet">
            <i data-party={party} /> {t.case.whose[party]}
          </span>
        ))}
      </div>
      <table>
        <tbody>
          {times.map((time) => (
            <StageBar key={time.stage} time={time} longest={longest} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StageBar({ time, longest }: { time: StageTime; longest: number }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = (seconds: number) => format.duration(seconds * 1000);
  return (
    <tr>
      <th scope="row">{stageName(time.stage, t)}</th>
      <td>
        <div className={styles.timesBar}>
          {parties
            .filter((party) => time[party] > 0)
            .map((party) => (
              <Tooltip key={party} title={`${t.case.whose[party]}: ${words(time[party])}`}>
                <i data-party={party} style={{ width: `${(time[party] / longest) * 100}%` }} />
              </Tooltip>
            ))}
        </div>
      </td>
      <td className="quiet">{words(total(time))}</td>
    </tr>
  );
}

const total = (time: StageTime) => time.machine + time.us + time.applicant + time.thirdParty;
