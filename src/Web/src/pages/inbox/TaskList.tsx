import { Pagination } from 'antd';
import type { useTasks } from '../../api/tasks';
import { ErrorState } from '../../shell/ErrorState';
import { TableSkeleton } from '../../shell/TableSkeleton';
import { useIsPhone } from '../../shell/useIsPhone';
import { EmptyInbox } from './EmptyInbox';
import { useGroups } from './groups';
import styles from './Inbox.module.css';
import { TaskCards } from './TaskCards';
import type { TaskListProps } from './TaskListProps';
import { TaskTable } from './TaskTable';
import { type InboxQuery, pageSizeOf } from './useInboxQuery';

type Props = Omit<TaskListProps, 'tasks' | 'scope'> & {
  tasks: ReturnType<typeof useTasks>;
  query: InboxQuery;
  onChange: (change: Partial<InboxQuery>) => void;
};

/** A page of the inbox, in groups when they are asked for; or why there is none. */
export function TaskList({ tasks, query, onChange, ...list }: Props) {
  const List = useIsPhone() ? TaskCards : TaskTable;
  const groups = useGroups(tasks.data?.items ?? [], query.group);
  if (tasks.isError) return <ErrorState error={tasks.error} onRetry={tasks.refetch} />;
  if (!tasks.data) return <TableSkeleton />;
  if (tasks.data.items.length === 0) return <EmptyInbox query={query} onChange={onChange} />;
  return (
    <>
      {groups.map((group) => (
        <section key={group.key}>
          {query.group !== 'none' && (
            <h2 className={styles.group}>
              {group.label} <span className="quiet">{group.tasks.length}</span>
            </h2>
          )}
          <List tasks={group.tasks} scope={query.scope} {...list} />
        </section>
      ))}
      <Pagination
        className={styles.pages}
        hideOnSinglePage
        current={query.page + 1}
        pageSize={pageSizeOf(query)}
        total={tasks.data.totalCount}
        showSizeChanger={false}
        onChange={(page) => onChange({ page: page - 1 })}
      />
    </>
  );
}
