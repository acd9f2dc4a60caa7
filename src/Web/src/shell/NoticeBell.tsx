import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Notice, useNotices, useReadNotices } from '../api/notices';
import type { User } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { useNames } from '../lending/names';
import { EmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';
import styles from './NoticeBell.module.css';
import { isApplicant } from './sections';

const firstPage = 25;
const mostShown = 200;

/** How many notices are new, and what they say. */
export function NoticeBell({ user }: { user: User }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(firstPage);
  const notices = useNotices(shown);
  const read = useReadNotices();
  const unread = notices.data?.unread ?? 0;
  const items = notices.data?.items ?? [];
  const newest = items[0];
  const seesDeliveries = user.roles.some((role) => role === 'admin' || role === 'owner');

  return (
    <>
      <Badge count={unread} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={t.notices.bell(unread)} onClick={() => setOpen(true)} />
      </Badge>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t.notices.title}
        size={420}
        extra={
          <Button
            type="link"
            disabled={unread === 0 || !newest}
            loading={read.isPending}
            onClick={() => newest && read.mutate(newest.at)}
          >
            {t.notices.readAll}
          </Button>
        }
        footer={
          seesDeliveries && (
            <Link to="/deliveries" onClick={() => setOpen(false)}>
              {t.notices.deliveries}
            </Link>
          )
        }
      >
        {notices.isError ? (
          <ErrorState error={notices.error} onRetry={notices.refetch} />
        ) : !notices.data ? (
          <Skeleton active />
        ) : items.length === 0 ? (
          <EmptyState title={t.notices.empty} hint={t.notices.emptyHint} />
        ) : (
          <ul className={styles.list}>
            {items.map((notice) => (
              <NoticeItem
                key={notice.reason}
                notice={notice}
                isForApplicant={isApplicant(user)}
                onOpen={() => setOpen(false)}
              />
            ))}
          </ul>
        )}
        {items.length < (notices.data?.totalCount ?? 0) && shown < mostShown && (
          <Button block type="link" onClick={() => setShown(mostShown)}>
            {t.notices.more}
          </Button>
        )}
      </Drawer>
    </>
  );
}

function NoticeItem({
  notice,
  isForApplicant,
  onOpen,
}: {
  notice: Notice;
  isForApplicant: boolean;
  onOpen: () => void;
}) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const target = isForApplicant ? `/my/${encodeURIComponent(notice.caseNumber ?? '')}` : linkOf(notice);
  const title = pick(notice.title, notice.titleZh);
  return (
    <li data-new={!notice.readAt}>
      <div>
        {!notice.readAt && <span className="visually-hidden">{t.notices.unread}: </span>}
        {target ? (
          <Link to={target} onClick={onOpen}>
            {title}
          </Link>
        ) : (
          <strong>{title}</strong>
        )}{' '}
        – {t.notices.kinds[notice.kind] ?? notice.kind}
      </div>
      {notice.text && <p>{notice.text}</p>}
      <span className="quiet">
        {[notice.caseNumber, notice.by === 'system' ? null : names.person(notice.by), format.shortDateTime(notice.at)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}

/** To the task it is about, else to the case, else to the flows or to the calendar that ends. */
function linkOf(notice: Notice): string | undefined {
  if (notice.taskId) return `/inbox/${encodeURIComponent(notice.taskId)}`;
  if (notice.caseNumber) return `/cases/${encodeURIComponent(notice.caseNumber)}`;
  if (notice.kind.startsWith('publication')) return '/flows';
  return notice.kind === 'calendarEnds' ? `/tables/calendars/${notice.reason.split('/')[1]}` : undefined;
}
