import { WarningFilled } from '@ant-design/icons';
import { Table, type TableColumnsType, Tooltip } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { CaseSummary } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { stageName } from '../../lending/stages';
import { GradeTag, StatusTag, TrackTag } from '../../lending/Tags';
import { TableSkeleton } from '../../shell/TableSkeleton';
import type { CaseListProps } from './CaseListProps';
import styles from './Cases.module.css';

export function CaseTable({ cases, page, onPage, empty }: CaseListProps) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const navigate = useNavigate();
  if (!cases) return <TableSkeleton />;
  if (cases.length === 0) return empty;

  const columns: TableColumnsType<CaseSummary> = [
    {
      title: t.field.number,
      className: 'nowrap',
      width: 180,
      render: (_, row) => (
        <>
          <Link to={`/cases/${row.number}`} className={styles.number}>
            {row.number}
          </Link>
          {row.hasIncident && (
            <Tooltip title={t.cases.incident}>
              <WarningFilled className={styles.incident} aria-label={t.cases.incident} />
            </Tooltip>
          )}
        </>
      ),
    },
    {
      title: t.field.borrower,
      render: (_, row) => (
        <>
          <div className={styles.borrower} title={row.borrower}>
            {row.borrower}
          </div>
          <div className={`${styles.sub} ${styles.borrower}`}>
            {names.product(row.product)} · {names.branch(row.branch)}
          </div>
        </>
      ),
    },
    {
      title: t.field.amount,
      align: 'right',
      className: 'nowrap',
      width: 168,
      render: (_, row) => (
        <>
          {format.money(row.amount, row.currency)}
          <div>
            <GradeTag grade={row.grade} />
          </div>
        </>
      ),
    },
    { title: t.field.status, width: 112, render: (_, row) => <StatusTag status={row.status} /> },
    {
      title: t.field.stage,
      width: 180,
      render: (_, row) => (
        <>
          {stageName(row.stage, t)}
          {row.waitingFor && <div className={styles.sub}>{t.waitingFor[row.waitingFor]}</div>}
        </>
      ),
    },
    { title: t.field.track, width: 112, render: (_, row) => <TrackTag track={row.track} /> },
    {
      title: t.field.submitted,
      width: 128,
      className: 'nowrap',
      render: (_, row) => format.shortDateTime(row.submittedAt),
    },
  ];

  return (
    <Table
      rowKey="number"
      dataSource={cases}
      columns={columns}
      tableLayout="fixed"
      scroll={{ x: 1040 }}
      pagination={{
        ...page,
        showSizeChanger: false,
        showTotal: t.common.total,
        onChange: onPage,
      }}
      onRow={(row) => ({ onDoubleClick: () => navigate(`/cases/${row.number}`) })}
    />
  );
}
