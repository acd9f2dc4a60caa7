import { App, Button, Drawer, Select, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePeople } from '../../api/people';
import { useTasks } from '../../api/tasks';
import { useHandOver } from '../../api/team';
import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { SlaTag } from '../../lending/SlaTag';
import { EmptyState } from '../../shell/EmptyState';
import { describeError, ErrorState } from '../../shell/ErrorState';
import { SearchBox } from '../../shell/SearchBox';
import styles from './Team.module.css';

export type Whose = { assignee: string; group?: undefined } | { group: string; assignee?: undefined };

const pageSize = 25;

/** The open tasks of a person or a group, to be handed over by selection. */
export function TasksDrawer({
  whose,
  title,
  mayHandOver,
  onClose,
}: {
  whose: Whose;
  title: string;
  mayHandOver: boolean;
  onClose: () => void;
}) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const names = useNames();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<TaskSummary[]>([]);
  const [to, setTo] = useState<string>();
  const people = usePeople().data ?? [];
  const tasks = useTasks({ scope: 'all', ...whose, search, page, pageSize });
  const handOver = useHandOver();

  return (
    <Drawer open title={title} onClose={onClose} size={760}>
      {mayHandOver && (
        <div className={styles.handBar} style={{ marginBottom: 12 }}>
          <span className="quiet">{chosen.length === 0 ? t.team.choose : t.team.chosen(chosen.length)}</span>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t.team.handTo}
            placeholder={t.team.handTo}
            value={to}
            onChange={setTo}
            options={people.map((person) => ({ value: person.name, label: person.displayName }))}
            style={{ minWidth: 180 }}
          />
          <Button type="primary" disabled={chosen.length === 0 || !to} loading={handOver.isPending} onClick={hand}>
            {t.team.handOver}
          </Button>
        </div>
      )}
      <SearchBox value={search} placeholder={t.inbox.searchHint} onChange={find} />
      {tasks.isError ? (
        <ErrorState error={tasks.error} onRetry={tasks.refetch} />
      ) : (
        <Table<TaskSummary>
          rowKey="id"
          size="small"
          loading={!tasks.data}
          dataSource={tasks.data?.items}
          scroll={{ x: 560 }}
          locale={{ emptyText: <EmptyState title={t.team.noTasks} hint={t.team.noTasksHint} /> }}
          rowSelection={
            mayHandOver
              ? {
                  selectedRowKeys: chosen.map((task) => task.id),
                  onChange: (_, rows) => setChosen(rows),
                  getCheckboxProps: (task) =>
                    ({ 'aria-label': `${pick(task.title, task.titleZh)} ${task.caseNumber ?? ''}` }) as object,
                }
              : undefined
          }
          pagination={{
            current: page + 1,
            pageSize,
            total: tasks.data?.totalCount ?? 0,
            onChange: (next) => setPage(next - 1),
            hideOnSinglePage: true,
          }}
          columns={[
            {
              title: t.field.task,
              render: (_, task) => (
                <Link to={`/inbox/${encodeURIComponent(task.id)}?scope=all`}>{pick(task.title, task.titleZh)}</Link>
              ),
            },
            {
              title: t.field.number,
              render: (_, task) => (
                <>
                  {task.caseNumber} <span className="quiet">{task.borrower}</span>
                </>
              ),
            },
            { title: t.field.assignee, render: (_, { assignee }) => assignee && names.person(assignee) },
            { title: t.field.due, render: (_, task) => <SlaTag task={task} /> },
          ]}
        />
      )}
    </Drawer>
  );

  function find(words: string) {
    setSearch(words);
    setPage(0);
  }

  function hand() {
    if (!to) return;
    handOver.mutate(
      { items: chosen.map(({ id, revision }) => ({ id, revision })), to },
      {
        onSuccess: (results) => {
          const refused = results.filter((result) => result.status !== 200);
          if (results.length > refused.length)
            void message.success(t.team.handed(results.length - refused.length, names.person(to)));
          if (refused.length > 0)
            void message.error(`${t.team.notHanded(refused.length)}: ${refused[0]?.problem ?? ''}`, 8);
          setChosen([]);
        },
        onError: (error) => void message.error(describeError(error, t)),
      },
    );
  }
}
