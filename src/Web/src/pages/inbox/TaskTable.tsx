import { Button, Table, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import type { TaskSummary } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { SlaTag } from '../../lending/SlaTag';
import { stageName } from '../../lending/stages';
import { GradeTag } from '../../lending/Tags';
import { TableSkeleton } from '../../shell/TableSkeleton';
import styles from './Inbox.module.css';
import type { TaskListProps } from './TaskListProps';

export function TaskTable({ tasks, scope, markedId, onOpen, onClaim, empty }: TaskListProps) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const table = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (markedId) table.current?.querySelector(`[data-row-key="${markedId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);

  if (!tasks) return <TableSkeleton />;
  if (tasks.length === 0) return empty;

  const columns: TableColumnsType<TaskSummary> = [
    {
      title: t.field.due,
      width: 192,
      render: (_, task) => (
        <>
          <SlaTag task={task} />
          {task.escalations > 0 && <div className={styles.escalated}>{t.inbox.escalated(task.escalations)}</div>}
        </>
      ),
    },
    {
      title: t.field.task,
      render: (_, task) => (
        <>
          <Button type="link" className={styles.title} onClick={() => onOpen(task.id)}>
            {pick(task.title, task.titleZh)}
          </Button>
          <div className={styles.sub}>
            {task.caseNumber} · {stageName(task.stage, t)}
          </div>
        </>
      ),
    },
    {
      title: t.field.borrower,
      render: (_, task) => (
        <>
          <div className={styles.borrower} title={task.borrower}>
            {task.borrower}
          </div>
          <div className={styles.sub}>{names.product(task.product)}</div>
        </>
      ),
    },
    {
      title: t.field.amount,
      align: 'right',
      width: 166,
      className: 'nowrap',
      render: (_, task) => (
        <>
          {format.money(task.amount, task.currency)}
          <div>
            <GradeTag grade={task.grade} />
          </div>
        </>
      ),
    },
    {
      title: t.field.priority,
      width: 92,
      responsive: ['xl'],
      align: 'center',
      dataIndex: 'priority',
    },
    {
      title: scope === 'available' ? t.field.created : t.field.assignee,
      width: 128,
      className: 'nowrap',
      responsive: ['lg'],
      render: (_, task) =>
        scope === 'available' ? format.shortDateTime(task.createdAt) : (task.assignee ?? t.common.none),
    },
    {
      key: 'action',
      align: 'right',
      width: 104,
      fixed: 'end',
      render: (_, task) =>
        scope === 'available' ? (
          <Button onClick={() => onClaim(task)} aria-label={`${t.inbox.claim}: ${task.caseNumber}`}>
            {t.inbox.claim}
          </Button>
        ) : (
          <Button
            type={scope === 'mine' ? 'primary' : 'default'}
            onClick={() => onOpen(task.id)}
            aria-label={`${t.inbox.open}: ${task.caseNumber}`}
          >
            {scope === 'mine' ? t.inbox.complete : t.inbox.open}
          </Button>
        ),
    },
  ];

  return (
    <div ref={table}>
      <Table
        rowKey="id"
        dataSource={tasks}
        columns={columns}
        pagination={false}
        tableLayout="fixed"
        scroll={{ x: 960 }}
        rowClassName={(task) => (task.id === markedId ? (styles.marked ?? '') : '')}
        onRow={(task) => ({ onDoubleClick: () => onOpen(task.id) })}
      />
    </div>
  );
}
