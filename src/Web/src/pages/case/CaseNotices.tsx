import { Skeleton, Tag } from 'antd';
import { useCaseNotices } from '../../api/cases';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import styles from './Case.module.css';

/** Whom was told what about the case. */
export function CaseNotices({ number }: { number: string }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const notices = useCaseNotices(number);
  if (notices.isPending) return <Skeleton active />;
  if (notices.isError) return <ErrorState error={notices.error} onRetry={notices.refetch} />;
  if (notices.data.length === 0) return <EmptyState title={t.case.noNotices} hint={t.case.noNoticesHint} />;
  return (
    <ul className={styles.notices}>
      {notices.data.map((notice) => (
        <li key={notice.reason + notice.user}>
          <div className={styles.taskLine}>
            <strong>{names.person(notice.user)}</strong>
            <Tag>{t.case.noticeKinds[notice.kind] ?? notice.kind}</Tag>
            <span className="quiet">
              {format.dateTime(notice.at)} · {notice.readAt ? t.case.noticeRead : t.case.noticeUnread}
            </span>
          </div>
          <div>{pick(notice.title, notice.titleZh)}</div>
          {notice.text && <div className="quiet">{notice.text}</div>}
        </li>
      ))}
    </ul>
  );
}
