import { Card } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTasks } from '../../api/tasks';
import { useI18n } from '../../i18n';
import { useNow } from '../../lending/useNow';
import { PageHeader } from '../../shell/PageHeader';
import type { SearchBoxRef } from '../../shell/SearchBox';
import { TabBar } from '../../shell/TabBar';
import { BulkBar } from './BulkBar';
import styles from './Inbox.module.css';
import { NextButtons } from './NextButtons';
import { ShortcutHelp } from './ShortcutHelp';
import { ScopeLabel, useScopes } from './scopes';
import { TaskDrawer } from './TaskDrawer';
import { TaskList } from './TaskList';
import { type Opened, Toolbar } from './Toolbar';
import { useClaim } from './useClaim';
import { pageSizeOf, toTaskQuery, useInboxQuery } from './useInboxQuery';
import { useListKeys } from './useListKeys';
import { useNext } from './useNext';
import { useSelection } from './useSelection';

export function Component() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { taskId } = useParams();
  const [query, change] = useInboxQuery();
  const taskQuery = toTaskQuery(query, useNow());
  const tasks = useTasks({ ...taskQuery, page: query.page, pageSize: pageSizeOf(query) });
  const rows = tasks.data?.items ?? [];
  const scopes = useScopes();
  const claim = useClaim();
  const selection = useSelection(rows);
  const searchBox = useRef<SearchBoxRef>(null);
  const [markedId, setMarkedId] = useState<string>();
  const [opened, setOpened] = useState<Opened>();
  const [helpIsOpen, setHelpOpen] = useState(false);

  const path = (id?: string) => ({ pathname: id ? `/inbox/${id}` : '/inbox', search: window.location.search });
  const open = (id: string) => {
    setMarkedId(id);
    navigate(path(id));
  };
  const close = () => navigate(path());
  const next = useNext(open, close);
  const mayBulk = query.scope !== 'done' && query.scope !== 'asked';

  useListKeys({
    rows,
    markedId: taskId ?? markedId,
    isTaskOpen: taskId !== undefined,
    mark: taskId ? open : setMarkedId,
    open,
    claim,
    selection: mayBulk ? selection : undefined,
    scopes,
    scope: query.scope,
    change,
    search: () => searchBox.current?.focus(),
    show: setOpened,
    help: () => setHelpOpen(true),
    next,
  });

  return (
    <>
      <PageHeader title={t.inbox.title}>
        <NextButtons next={next} onHelp={() => setHelpOpen(true)} />
      </PageHeader>
      <Card className={styles.card}>
        <TabBar
          name={t.inbox.title}
          tabs={scopes.map((scope) => ({
            key: scope,
            label: <ScopeLabel scope={scope} count={scope === 'all' ? undefined : tasks.data?.counts[scope]} />,
          }))}
          active={query.scope}
          onChange={(scope) => change({ scope, sort: undefined })}
        >
          <Toolbar
            searchBox={searchBox}
            query={query}
            onChange={change}
            opened={opened}
            onOpen={setOpened}
            onEnter={() => setMarkedId(rows[0]?.id)}
          />
          <TaskList
            tasks={tasks}
            query={query}
            onChange={change}
            markedId={taskId ?? markedId}
            selection={mayBulk ? selection : undefined}
            onOpen={open}
            onClaim={claim}
          />
        </TabBar>
      </Card>
      {mayBulk && <BulkBar selection={selection} onAll={() => selection.set(rows.map((row) => row.id))} />}
      <TaskDrawer taskId={taskId} siblings={rows} onOpen={open} onClose={close} onDone={next.afterDone} />
      <ShortcutHelp open={helpIsOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
