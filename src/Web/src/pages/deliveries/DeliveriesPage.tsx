import { Card, Table, Tag } from 'antd';
import { useState } from 'react';
import { useDeliveries } from '../../api/notices';
import type { components } from '../../api/schema';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { Scrolling } from '../../shell/Scrolling';

type Delivery = components['schemas']['Delivery'];

const pageSize = 25;
const colours: Record<string, string> = { sent: 'success', refused: 'error', unknown: 'warning', sending: 'default' };

/** What left by mail, text message and webhook, and what became of it. */
export function Component() {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const [page, setPage] = useState(0);
  const log = useDeliveries(page, pageSize);
  const words = t.notices.delivery;
  return (
    <>
      <PageHeader title={t.notices.deliveries} />
      <Card>
        {log.isError ? (
          <ErrorState error={log.error} onRetry={log.refetch} />
        ) : (
          <Scrolling name={t.notices.deliveries}>
            <Table<Delivery>
              rowKey={(row) => `${row.reason}/${row.user}/${row.channel}`}
              size="middle"
              loading={!log.data}
              dataSource={log.data?.items}
              style={{ minWidth: 820 }}
              locale={{ emptyText: <EmptyState title={words.empty} hint={words.emptyHint} /> }}
              pagination={{
                current: page + 1,
                pageSize,
                total: log.data?.totalCount ?? 0,
                onChange: (next) => setPage(next - 1),
                hideOnSinglePage: true,
                showSizeChanger: false,
              }}
              columns={[
                { title: words.at, dataIndex: 'at', render: (at: string) => format.shortDateTime(at) },
                { title: words.user, dataIndex: 'user', render: (user: string) => names.person(user) },
                { title: words.channel, dataIndex: 'channel' },
                { title: words.address, dataIndex: 'address', ellipsis: true },
                {
                  title: words.state,
                  dataIndex: 'state',
                  render: (state: string) => <Tag color={colours[state]}>{words.states[state] ?? state}</Tag>,
                },
                { title: words.attempts, dataIndex: 'attempts', align: 'end' },
                { title: words.problem, dataIndex: 'problem', ellipsis: true },
              ]}
            />
          </Scrolling>
        )}
      </Card>
    </>
  );
}
