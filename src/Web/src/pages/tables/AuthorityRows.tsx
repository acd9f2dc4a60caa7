import { Button, Table } from 'antd';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { Scrolling } from '../../shell/Scrolling';
import type { Row } from './authority';

/** The rows as they are written. */
export function AuthorityRows({ rows, onOpen }: { rows: Row[]; onOpen?: (row: Row) => void }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const listed = (keys: string[], name: (key: string) => string) =>
    keys.includes('*') ? t.tables.any : keys.map(name).join(', ');
  return (
    <Scrolling name={t.tables.rows}>
      <Table<Row>
        rowKey="key"
        size="small"
        dataSource={rows}
        pagination={false}
        style={{ minWidth: 900 }}
        columns={[
          {
            title: t.tables.row,
            width: 220,
            render: (_, row) =>
              onOpen ? (
                <Button
                  type="link"
                  style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'start' }}
                  onClick={() => onOpen(row)}
                >
                  {pick(row.name, row.nameZh)}
                </Button>
              ) : (
                pick(row.name, row.nameZh)
              ),
          },
          { title: t.tables.product, render: (_, row) => listed(row.products, names.product) },
          { title: t.tables.branch, render: (_, row) => listed(row.branches, names.branch) },
          { title: t.tables.grade, render: (_, row) => listed(row.grades, (grade) => grade) },
          {
            title: `${t.tables.above} – ${t.tables.upTo}`,
            render: (_, row) =>
              `${format.number(row.above)} – ${row.upTo == null ? t.tables.noLimit : format.number(row.upTo)}`,
          },
          {
            title: t.tables.mode,
            render: (_, row) => `${t.tables.level(row.level)}, ${t.tables.modes[row.mode] ?? row.mode}`,
          },
          { title: t.tables.approvers, render: (_, row) => names.groups(row.approvers) || t.tables.machine },
        ]}
      />
    </Scrolling>
  );
}
