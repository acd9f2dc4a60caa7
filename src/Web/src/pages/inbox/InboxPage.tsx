import { QuestionCircleOutlined } from '@ant-design/icons';
import { Badge, Button, Card, Pagination, Select, Tooltip } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTasks } from '../../api/tasks';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { SearchBox, type SearchBoxRef } from '../../shell/SearchBox';
import { TabBar } from '../../shell/TabBar';
import { useIsPhone } from '../../shell/useIsPhone';
import { EmptyInbox } from './EmptyInbox';
import styles from './Inbox.module.css';
import { ShortcutHelp } from './ShortcutHelp';
import { TaskCards } from './TaskCards';
import { TaskDrawer } from './TaskDrawer';
import { TaskTable } from './TaskTable';
import { useClaim } from './useClaim';
import { useInboxKeys } from './useInboxKeys';
import { pageSize, sorts, useInboxQuery } from './useInboxQuery';

export function Component() {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const { taskId } = useParams();
  const [query, change] = useInboxQuery();
  const tasks = useTasks(query);
  const claim = useClaim();
  const searchBox = useRef<SearchBoxRef>(null);
  const [markedId, setMarkedId] = useState<string>();
  const [helpIsOpen, setHelpOpen] = useState(false);

  const rows = tasks.data?.items ?? [];
  const path = (id?: string) => ({ pathname: id ? `/inbox/${id}` : '/inbox', search: window.location.search });
  const open = (id: string) => {
    setMarkedId(id);
    navigate(path(id));
  };

  useInboxKeys({
    rows,
    markedId,
    mark: taskId ? open : setMarkedId,
    open,
    claim: (task) => task.status === 'ready' && claim(task),
    search: () => searchBox.current?.focus(),
    help: () => setHelpOpen(true),
  });

  const tabs = (['available', 'mine', 'done'] as const).map((scope) => ({
    key: scope,
    label: (
      <>
        {t.inbox[scope]}{' '}
        <Badge count={tasks.data?.counts[scope]} showZero color={scope === query.scope ? '#0d5f63' : '#66777a'} />
      </>
    ),
  }));

  const filters = (
    <div className={styles.filters}>
      <SearchBox
        ref={searchBox}
        value={query.search}
        placeholder={t.inbox.searchHint}
        onChange={(search) => change({ search })}
      />
      <Select
        aria-label={t.inbox.sort}
        value={query.sort}
        options={sorts.map((sort) => ({ value: sort, label: t.inbox.sorts[sort] }))}
        onChange={(sort) => change({ sort })}
        className={styles.sort}
      />
    </div>
  );
  const List = isPhone ? TaskCards : TaskTable;
  return (
    <>
      <PageHeader title={t.inbox.title}>
        {!isPhone && (
          <Tooltip title={`${t.keys.title} (?)`}>
            <Button icon={<QuestionCircleOutlined />} aria-label={t.keys.title} onClick={() => setHelpOpen(true)} />
          </Tooltip>
        )}
      </PageHeader>
      <Card className={styles.card}>
        <TabBar name={t.inbox.title} tabs={tabs} active={query.scope} onChange={(scope) => change({ scope })}>
          {filters}
          {tasks.isError ? (
            <ErrorState error={tasks.error} onRetry={tasks.refetch} />
          ) : (
            <List
              tasks={tasks.data?.items}
              scope={query.scope}
              markedId={taskId ?? markedId}
              onOpen={open}
              onClaim={claim}
              empty={
                <EmptyInbox scope={query.scope} isSearch={query.search !== ''} onScope={(scope) => change({ scope })} />
              }
            />
          )}
          <Pagination
            className={styles.pages}
            hideOnSinglePage
            current={query.page + 1}
            pageSize={pageSize}
            total={tasks.data?.totalCount ?? 0}
            showSizeChanger={false}
            onChange={(page) => change({ page: page - 1 })}
          />
        </TabBar>
      </Card>
      <TaskDrawer taskId={taskId} siblings={rows} onOpen={open} onClose={() => navigate(path())} />
      <ShortcutHelp open={helpIsOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
