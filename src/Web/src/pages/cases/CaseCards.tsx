import { WarningFilled } from '@ant-design/icons';
import { Pagination, Skeleton } from 'antd';
import { Link } from 'react-router';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { stageName } from '../../lending/stages';
import { GradeTag, StatusTag, TrackTag } from '../../lending/Tags';
import type { CaseListProps } from './CaseListProps';
import styles from './Cases.module.css';

/** The list of cases on a phone. */
export function CaseCards({ cases, page, onPage, empty }: CaseListProps) {
  const { t } = useI18n();
  const format = useFormat();
  if (!cases) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (cases.length === 0) return empty;
  return (
    <>
      <ul className={styles.cards}>
        {cases.map((row) => (
          <li key={row.number}>
            <Link to={`/cases/${row.number}`}>
              <span className={styles.cardHead}>
                <span className={styles.number}>{row.number}</span>
                {row.hasIncident && <WarningFilled className={styles.incident} aria-label={t.cases.incident} />}
                <StatusTag status={row.status} />
              </span>
              <span className={styles.cardBorrower}>{row.borrower}</span>
              <span className={styles.cardHead}>
                <strong>{format.money(row.amount, row.currency)}</strong>
                <GradeTag grade={row.grade} />
                <TrackTag track={row.track} />
              </span>
              <span className={styles.sub}>
                {stageName(row.stage, t)} · {format.shortDateTime(row.submittedAt)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Pagination {...page} size="small" showSizeChanger={false} hideOnSinglePage onChange={onPage} />
    </>
  );
}
