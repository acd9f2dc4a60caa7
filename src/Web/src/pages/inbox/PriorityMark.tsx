import styles from './Inbox.module.css';

/** 0 to 100, as a figure beside a bar: the bar is seen while scanning, the figure is read. */
export function PriorityMark({ priority }: { priority: number }) {
  return (
    <span className={styles.priority} data-high={priority >= 70}>
      <i aria-hidden style={{ inlineSize: `${priority}%` }} />
      {priority}
    </span>
  );
}
