import { Skeleton, Timeline } from 'antd';
import { useTimeline } from '../../api/cases';
import type { TimelineEntry } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { palette } from '../../theme';
import styles from './Case.module.css';

/** Pauses shorter than this are the machine's, not anyone's waiting. */
const worthShowingMs = 60_000;

const colour: Record<string, string> = {
  incident: palette.breached,
  declined: palette.breached,
  blocked: palette.breached,
  escalation: palette.warning,
  rework: palette.warning,
  disbursement: palette.ok,
};

export function CaseTimeline({ number }: { number: string }) {
  const { t } = useI18n();
  const timeline = useTimeline(number);
  if (timeline.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (timeline.isError) return <ErrorState error={timeline.error} onRetry={timeline.refetch} />;
  if (timeline.data.length === 0) return <EmptyState title={t.case.noTimeline} />;
  return (
    <Timeline
      className={styles.timeline}
      items={timeline.data.map((entry, index) => ({
        key: index,
        color: colour[entry.kind] ?? (entry.actor ? palette.petrol : '#8fa3a6'),
        content: <Entry entry={entry} since={timeline.data[index - 1]?.at} />,
      }))}
    />
  );
}

function Entry({ entry, since }: { entry: TimelineEntry; since: string | undefined }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const waited = since ? Date.parse(entry.at) - Date.parse(since) : 0;
  return (
    <>
      {waited >= worthShowingMs && <div className={styles.waited}>{t.case.waited(format.duration(waited))}</div>}
      <div className={styles.entryHead}>
        <strong>{pick(entry.title, entry.titleZh)}</strong>
        <span className="quiet">
          {entry.actor ? names.person(entry.actor) : t.case.automatic} · {format.dateTime(entry.at)}
        </span>
      </div>
      {entry.detail && <div className={styles.detail}>{entry.detail}</div>}
    </>
  );
}
