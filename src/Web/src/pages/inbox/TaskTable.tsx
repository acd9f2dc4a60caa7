import { Button, Checkbox, Table, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import type { TaskSummary } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import type { Texts } from '../../i18n/en';
import { useNames } from '../../lending/names';
import { SlaTag } from '../../lending/SlaTag';
import { stageName } from '../../lending/stages';
import { GradeTag } from '../../lending/Tags';
import styles from './Inbox.module.css';
import { OutcomeTag } from './OutcomeTag';
import { PriorityMark } from './PriorityMark';
import { RowAction } from './RowAction';
import type { TaskListProps } from './TaskListProps';
import type { Selection } from './useSelection';
import { WhoAndWhen } from './WhoAndWhen';

/** The inbox on a wide screen. */
export function TaskTable({ tasks, scope, markedId, selection, onOpen, onClaim }: TaskListProps) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const table = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (markedId) table.current?.querySelector(`[data-row-key="${markedId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);

  const columns: TableColumnsType<TaskSummary> = [
    ...(selection ? [selecting(selection, t)] : []),
    {
      title: scope === 'done' ? t.field.status : t.field.due,
      width: 196,
      render: (_, task) => (
        <>
          {scope === 'done' ? <OutcomeTag task={task} /> : <SlaTag task={task} />}
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
          <div className={styles.sub}>{[task.caseNumber, stageName(task.stage, t)].filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    {
      title: t.field.borrower,
      render: (_, task) => (
        <>
          <div className={styles.borrower} title={task.borrower}>
            {task.borrower || t.common.none}
          </div>
          <div className={styles.sub}>{names.product(task.product)}</div>
        </>
      ),
    },
    {
      title: t.field.amount,
      align: 'right',
      width: 168,
      className: 'nowrap',
      render: (_, task) => (
        <>
          {task.currency ? format.money(task.amount, task.currency) : t.common.none}
          <div>{task.grade && <GradeTag grade={task.grade} />}</div>
        </>
      ),
    },
    {
      title: t.field.priority,
      width: 92,
      responsive: ['xl'],
      render: (_, task) => <PriorityMark priority={task.priority} />,
    },
    {
      title: scope === 'available' ? t.field.created : t.field.assignee,
      width: 148,
      responsive: ['lg'],
      render: (_, task) => <WhoAndWhen task={task} scope={scope} />,
    },
    {
      key: 'action',
      align: 'right',
      width: 124,
      fixed: 'end',
      render: (_, task) => <RowAction task={task} onOpen={onOpen} onClaim={onClaim} />,
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
        rowClassName={(task) =>
          [task.id === markedId && styles.marked, selection?.has(task.id) && styles.selected].filter(Boolean).join(' ')
        }
        onRow={(task) => ({ onDoubleClick: () => onOpen(task.id) })}
      />
    </div>
  );
}

/** Not the table's own: that one repeats the box of its head in a row that only measures, where it can be reached by keys. */
function selecting(selection: Selection, t: Texts): TableColumnsType<TaskSummary>[number] {
  return {
    key: 'select',
    width: 44,
    render: (_, task) => (
      <Checkbox
        checked={selection.has(task.id)}
        onChange={() => selection.toggle(task.id)}
        aria-label={t.inbox.select(task.caseNumber)}
        className={styles.select ?? ''}
      />
    ),
  };
}
