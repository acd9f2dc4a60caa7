import styles from './Team.module.css';

export function Legend({ entries }: { entries: { name: string; colour: string }[] }) {
  return (
    <div className={styles.legend} aria-hidden>
      {entries.map(({ name, colour }) => (
        <span key={name}>
          <i style={{ background: colour }} />
          {name}
        </span>
      ))}
    </div>
  );
}
