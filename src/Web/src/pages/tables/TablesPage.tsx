import { Card, Table, Tag } from 'antd';
import { Link } from 'react-router';
import type { components } from '../../api/schema';
import { useTables } from '../../api/tables';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { useTableName } from './names';

type View = components['schemas']['Table'];

const soonMs = 60 * 24 * 60 * 60 * 1000;

/** The lender’s tables: which edition holds, and which takes over when. Forms are editions too, and have a page of their own. */
export function Component() {
  const { t } = useI18n();
  const format = useFormat();
  const nameOf = useTableName();
  const tables = useTables();
  return (
    <>
      <PageHeader title={t.tables.title} />
      <Card>
        {tables.isError ? (
          <ErrorState error={tables.error} onRetry={tables.refetch} />
        ) : (
          <Table<View>
            rowKey="name"
            loading={!tables.data}
            dataSource={tables.data?.filter((table) => !table.name.startsWith('forms/'))}
            pagination={false}
            scroll={{ x: 560 }}
            columns={[
              {
                title: t.tables.table,
                render: (_, table) => <Link to={`/tables/${table.name}`}>{nameOf(table.name)}</Link>,
              },
              {
                title: t.tables.inForce,
                render: (_, table) => (
                  <>
                    {table.inForce ? t.tables.version(table.inForce) : t.tables.noneComing}{' '}
                    {table.since && <span className="quiet">{t.tables.since(format.date(table.since))}</span>}
                    {table.until && <EndOf until={table.until} />}
                  </>
                ),
              },
              {
                title: t.tables.coming,
                render: (_, table) =>
                  table.coming.length === 0 ? (
                    <span className="quiet">{t.tables.noneComing}</span>
                  ) : (
                    table.coming.map((edition) => (
                      <div key={edition.version}>
                        {t.tables.version(edition.version)}, {t.tables.from(format.date(edition.effectiveFrom))}
                      </div>
                    ))
                  ),
              },
              { title: t.tables.editions, dataIndex: 'editions', align: 'end' },
            ]}
          />
        )}
      </Card>
    </>
  );
}

function EndOf({ until }: { until: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const endsSoon = Date.parse(until) - Date.now() < soonMs;
  return (
    <div>
      {endsSoon ? (
        <Tag color="warning">{t.tables.endsSoon(format.date(until))}</Tag>
      ) : (
        <span className="quiet">{t.tables.covered(format.date(until))}</span>
      )}
    </div>
  );
}
