import { Card, Input } from 'antd';
import { useState } from 'react';
import { useI18n } from '../../i18n';
import styles from './Tables.module.css';

/** A table as it is written. Tables without an editor of their own are changed here; what is not JSON does not count. */
export function Content({
  content,
  onChange,
}: {
  content: Record<string, unknown>;
  onChange?: (content: Record<string, unknown>) => void;
}) {
  const { t } = useI18n();
  const [text, setText] = useState(() => JSON.stringify(content, null, 2));
  const [isBroken, setIsBroken] = useState(false);
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>{t.tables.content}</h2>
      </div>
      {onChange ? (
        <Input.TextArea
          aria-label={t.tables.content}
          value={text}
          status={isBroken ? 'error' : undefined}
          autoSize={{ minRows: 12, maxRows: 30 }}
          style={{ fontFamily: 'monospace', fontSize: 12.5 }}
          onChange={(event) => {
            setText(event.target.value);
            try {
              onChange(JSON.parse(event.target.value) as Record<string, unknown>);
              setIsBroken(false);
            } catch {
              setIsBroken(true);
            }
          }}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.json} tabIndex={0}>
          {JSON.stringify(content, null, 2)}
        </pre>
      )}
    </Card>
  );
}
