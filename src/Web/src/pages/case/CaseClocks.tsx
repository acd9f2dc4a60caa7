import { Skeleton, Tag } from 'antd';
import { useClocks } from '../../api/cases';
import type { Clock } from '../../api/types';
import { TimeShare } from '../../applicant/TimeShare';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { stageName } from '../../lending/stages';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import styles from './Case.module.css';

const colours: Record<Clock['status'], string> = {
  running: 'processing',
  paused: 'default',
  met: 'success',
  breached: 'error',
};

/** Whose time passed: for the whole case, and for each stage. Only ours counts against the limit. */
export function CaseClocks({ number }: { number: string }) {
  const { t } = useI18n();
  const clocks = useClocks(number);
  if (clocks.isPending) return <Skeleton active />;
  if (clocks.isError) return <ErrorState error={clocks.error} onRetry={clocks.refetch} />;
  if (clocks.data.length === 0) return <EmptyState title={t.case.noClocks} />;
  return (
    <ul className={styles.clocks}>
      {clocks.data.map((clock) => (
        <li key={clock.key + clock.startedAt}>
          <ClockCard clock={clock} />
        </li>
      ))}
    </ul>
  );
}

function ClockCard({ clock }: { clock: Clock }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const name = clock.name
    ? pick(clock.name, clock.nameZh)
    : clock.key === 'case'
      ? t.case.wholeCase
      : stageName(clock.key, t);
  const { ourMinutes, applicantMinutes, thirdPartyMinutes } = clock;
  return (
    <>
      <div className={styles.taskLine}>
        <strong>{name}</strong>
        <Tag color={colours[clock.status]}>{t.case.clockStatus[clock.status]}</Tag>
        <span className="quiet">
          {format.dateTime(clock.startedAt)}
          {clock.endedAt && ` – ${format.dateTime(clock.endedAt)}`}
          {clock.dueAt && ` · ${t.field.due} ${format.dateTime(clock.dueAt)}`}
        </span>
      </div>
      {ourMinutes !== null && applicantMinutes !== null && thirdPartyMinutes !== null && (
        <TimeShare
          isForStaff
          isOver={clock.endedAt !== null}
          clock={{
            ourMinutes,
            yourMinutes: applicantMinutes,
            otherMinutes: thirdPartyMinutes,
            targetMinutes: clock.targetMinutes,
            counts: clock.counts,
            dueAt: null,
          }}
        />
      )}
      {clock.problem && <p className="quiet">{clock.problem}</p>}
    </>
  );
}
