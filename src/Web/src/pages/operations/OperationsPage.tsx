import { App, Card, Pagination } from 'antd';
import { useState } from 'react';
import { type Operations, type Stuck, useOperations } from '../../api/operations';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { TableSkeleton } from '../../shell/TableSkeleton';
import { ActDialog } from './ActDialog';
import { Counterparties } from './Counterparties';
import styles from './Operations.module.css';
import { StuckFilters } from './StuckFilters';
import { type Act, StuckList } from './StuckList';
import { pageSize, useStuckQuery } from './useStuckQuery';

export function Component() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const { query, isFiltered, change, clear } = useStuckQuery();
  const operations = useOperations(query);
  const [asked, setAsked] = useState<{ stuck: Stuck; act: Act }>();
  return (
    <>
      <PageHeader title={t.operations.title} />
      {operations.isPending && <TableSkeleton />}
      {operations.isError && !operations.data && <ErrorState error={operations.error} onRetry={operations.refetch} />}
      {operations.data && (
        <>
          <Tiles underWay={operations.data.underWay} />
          <Card className={styles.card} title={t.operations.stuck}>
            <StuckFilters query={query} onChange={change} onClear={isFiltered ? clear : undefined} />
            {operations.isError && <ErrorState error={operations.error} onRetry={operations.refetch} />}
            {operations.data.stuckCount === 0 && <Nothing isFiltered={isFiltered} />}
            <StuckList stuck={operations.data.stuck} onAct={(stuck, act) => setAsked({ stuck, act })} />
            <Pagination
              className={styles.pages}
              hideOnSinglePage
              showSizeChanger={false}
              current={query.page + 1}
              pageSize={pageSize}
              total={operations.data.stuckCount}
              showTotal={t.operations.total}
              onChange={(page) => change({ page: page - 1 })}
            />
          </Card>
          <Counterparties counterparties={operations.data.counterparties} />
        </>
      )}
      {asked && (
        <ActDialog
          stuck={asked.stuck}
          act={asked.act}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            message.success(t.operations.done);
          }}
        />
      )}
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useI18n();
  return isFiltered ? (
    <EmptyState title={t.operations.nothingFound} />
  ) : (
    <EmptyState title={t.operations.nothingStuck} hint={t.operations.nothingStuckHint} />
  );
}

const tiles = ['running', 'incidents', 'jobs', 'retriedJobs', 'timers', 'writerQueue', 'commitsLastMinute'] as const;

function Tiles({ underWay }: { underWay: Operations['underWay'] }) {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <dl className={styles.tiles}>
      {tiles.map((tile) => (
        <div key={tile} data-alarming={tile === 'incidents' && underWay[tile] > 0}>
          <dt>{t.operations.tile[tile]}</dt>
          <dd>{format.number(underWay[tile])}</dd>
        </div>
      ))}
    </dl>
  );
}
