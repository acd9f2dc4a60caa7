import { Skeleton } from 'antd';

const rows = [1, 2, 3, 4, 5, 6, 7, 8];

export function TableSkeleton() {
  return (
    <div aria-busy style={{ display: 'grid', gap: 14, padding: '16px 0' }}>
      {rows.map((row) => (
        <Skeleton.Input key={row} active block style={{ height: 36 }} />
      ))}
    </div>
  );
}
