import { Empty } from 'antd';
import type { ReactNode } from 'react';

/** In place of an empty list: what it means, and the next thing to do. */
export function EmptyState({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ padding: '32px 16px', marginBlock: 0 }}
      description={
        <>
          <strong style={{ display: 'block', fontWeight: 600 }}>{title}</strong>
          {hint && <span className="quiet">{hint}</span>}
        </>
      }
    >
      {children}
    </Empty>
  );
}
