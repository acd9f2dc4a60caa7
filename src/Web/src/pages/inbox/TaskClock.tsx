import type { Clock } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import styles from './Task.module.css';

/** Whose time passed, in the time that the clock counts, against what the time limit allows us. */
export function TaskClock({ clock }: { clock: Clock }) {
  const { t } = useI18n();
  const format = useFormat();
  const parts = [
    { whose: 'us' as const, minutes: clock.ourMinutes ?? 0 },
    { whose: 'applicant' as const, minutes: clock.applicantMinutes ?? 0 },
    { whose: 'thirdParty' as const, minutes: clock.thirdPartyMinutes ?? 0 },
  ];
  const others = parts.slice(1).reduce((sum, part) => sum + part.minutes, 0);
  const all = Math.max(clock.targetMinutes ?? 0, parts[0]?.minutes ?? 0) + others || 1;
  return (
    <section className={styles.clock} aria-label={t.task.clock.title}>
      <h3>{t.task.clock.title}</h3>
      <div className={styles.clockBar} aria-hidden>
        {parts.map(({ whose, minutes }) => (
          <i
            key={whose}
            data-whose={whose}
            data-late={whose === 'us' && clock.status === 'breached'}
            style={{ inlineSize: `${(100 * minutes) / all}%` }}
          />
        ))}
      </div>
      <ul>
        {parts
          .filter(({ whose, minutes }) => whose === 'us' || minutes > 0)
          .map(({ whose, minutes }) => (
            <li key={whose} data-whose={whose}>
              {t.task.clock[whose]} {format.workingTime(minutes)}
              {whose === 'us' && clock.targetMinutes !== null && (
                <span className="quiet"> {t.task.clock.of(format.workingTime(clock.targetMinutes))}</span>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}
