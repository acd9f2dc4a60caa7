import type { Applicant } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import styles from './Applicant.module.css';

type Props = { clock: NonNullable<Applicant['clock']>; isOver: boolean; isForStaff?: boolean };

/** Whose time it took so far: ours counts against what we promise, the applicant's does not. */
export function TimeShare({ clock, isOver, isForStaff = false }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const parts = [
    { key: 'ours', label: isForStaff ? t.case.whose.us : t.my.ourTime, minutes: clock.ourMinutes },
    { key: 'yours', label: isForStaff ? t.case.whose.applicant : t.my.yourTime, minutes: clock.yourMinutes },
    { key: 'others', label: isForStaff ? t.case.whose.thirdParty : t.my.otherTime, minutes: clock.otherMinutes },
  ].filter((part) => part.key !== 'others' || part.minutes > 0);
  const total = parts.reduce((sum, part) => sum + part.minutes, 0);

  return (
    <div className={styles.time}>
      <div className={styles.bar} aria-hidden>
        {parts
          .filter((part) => part.minutes > 0)
          .map((part) => (
            <span key={part.key} data-whose={part.key} style={{ flexGrow: part.minutes / total }} />
          ))}
      </div>
      <dl className={styles.shares}>
        {parts.map((part) => (
          <div key={part.key}>
            <dt data-whose={part.key}>{part.label}</dt>
            <dd>{format.duration(part.minutes * 60_000)}</dd>
          </div>
        ))}
      </dl>
      {clock.targetMinutes !== null && (
        <p className="quiet">
          {isForStaff
            ? t.case.limit(format.duration(clock.targetMinutes * 60_000), clock.counts === 'working')
            : t.my.promise(format.duration(clock.targetMinutes * 60_000), clock.counts === 'working')}{' '}
          {!isOver && clock.dueAt && t.my.promisedBy(format.dateTime(clock.dueAt))}
        </p>
      )}
    </div>
  );
}
