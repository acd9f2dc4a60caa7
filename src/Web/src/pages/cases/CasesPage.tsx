import { Button, Card, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useCases } from '../../api/cases';
import { useI18n } from '../../i18n';
import { stages } from '../../lending/stages';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { SearchBox } from '../../shell/SearchBox';
import { useIsPhone } from '../../shell/useIsPhone';
import { CaseCards } from './CaseCards';
import styles from './Cases.module.css';
import { CaseTable } from './CaseTable';

const pageSize = 25;
const filters = ['status', 'stage', 'track'] as const;

export function Component() {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  const [params, setParams] = useSearchParams();
  const page = Math.max(0, Number(params.get('page')) || 0);
  const search = params.get('search') ?? '';
  const chosen = Object.fromEntries(filters.map((filter) => [filter, params.get(filter) ?? undefined]));
  const cases = useCases({ search: search || undefined, ...chosen, page, pageSize });
  const isFiltered = search !== '' || filters.some((filter) => chosen[filter]);

  const names = {
    status: t.status as Record<string, string>,
    stage: Object.fromEntries(stages.map((stage) => [stage, t.stage[stage]])),
    track: t.track as Record<string, string>,
  };
  const List = isPhone ? CaseCards : CaseTable;

  return (
    <>
      <PageHeader title={t.cases.title}>
        <Link to="/apply">
          <Button type="primary">{t.nav.apply}</Button>
        </Link>
      </PageHeader>
      <Card className={styles.card}>
        <div className={styles.filters}>
          <SearchBox value={search} placeholder={t.cases.searchHint} onChange={(text) => change({ search: text })} />
          {filters.map((filter) => (
            <Select
              key={filter}
              allowClear
              aria-label={t.field[filter]}
              placeholder={t.field[filter]}
              value={chosen[filter]}
              options={Object.entries(names[filter]).map(([value, label]) => ({ value, label }))}
              onChange={(value) => change({ [filter]: value })}
            />
          ))}
          {isFiltered && (
            <Button type="link" onClick={() => setParams({})}>
              {t.common.clearFilters}
            </Button>
          )}
        </div>
        {cases.isError ? (
          <ErrorState error={cases.error} onRetry={cases.refetch} />
        ) : (
          <List
            cases={cases.data?.items}
            page={{ current: page + 1, pageSize, total: cases.data?.totalCount ?? 0 }}
            onPage={(next) => change({ page: String(next - 1) })}
            empty={isFiltered ? <EmptyState title={t.cases.emptySearch} /> : <NoCases />}
          />
        )}
      </Card>
    </>
  );

  function change(changed: Record<string, string | undefined>) {
    const next = new URLSearchParams(params);
    next.delete('page');
    for (const [name, value] of Object.entries(changed)) {
      if (value && value !== '0') next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  }
}

function NoCases() {
  const { t } = useI18n();
  return (
    <EmptyState title={t.cases.empty} hint={t.cases.emptyHint}>
      <Link to="/apply">
        <Button type="primary">{t.nav.apply}</Button>
      </Link>
    </EmptyState>
  );
}
