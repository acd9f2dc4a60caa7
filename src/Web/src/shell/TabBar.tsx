import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './TabBar.module.css';

export type Tab<Key extends string = string> = { key: Key; label: ReactNode };

type Props<Key extends string> = {
  /** What the tabs choose among, for those who cannot see it. */
  name: string;
  tabs: Tab<Key>[];
  active: Key;
  onChange: (key: Key) => void;
  /** What the active tab shows. */
  children: ReactNode;
};

/** Tabs that scroll sideways where they do not fit. Ant Design's put a menu between the tabs, which readers of screens trip over. */
export function TabBar<Key extends string>({ name, tabs, active, onChange, children }: Props<Key>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={list} role="tablist" aria-label={name} className={styles.tabs}>
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === active}
            aria-controls={`${id}-panel`}
            tabIndex={key === active ? 0 : -1}
            onClick={() => onChange(key)}
            onKeyDown={step}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`} className={styles.panel}>
        {children}
      </div>
    </>
  );

  function step(event: KeyboardEvent) {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const index = tabs.findIndex((tab) => tab.key === active);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (by === 0 || !next) return;
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`[id="${id}-${next.key}"]`)?.focus();
  }
}
