import { Skeleton } from 'antd';

export function PageSkeleton() {
  return (
    <div style={{ maxWidth: 900, margin: '0 auto', padding: 32 }}>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}
