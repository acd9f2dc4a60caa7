import type { ReactNode } from 'react';

/** What is wider than the window scrolls by itself; those who have only a keyboard reach it too. */
export function Scrolling({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={name} tabIndex={0} style={{ overflowX: 'auto' }}>
      {children}
    </section>
  );
}
