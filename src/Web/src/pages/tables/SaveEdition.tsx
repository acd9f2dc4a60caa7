import { Alert, App, Button, Card, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useDeferredValue, useState } from 'react';
import { useCheckTable, useSaveTable } from '../../api/tables';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import type { Draft } from './TablePage';
import styles from './Tables.module.css';

type Props = { name: string; draft: Draft; next: number; onDone: () => void };

/** What is wrong with a draft, and from when on it shall hold. */
export function SaveEdition({ name, draft, next, onDone }: Props) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const format = useFormat();
  const [from, setFrom] = useState(dayjs().add(1, 'day').format('YYYY-MM-DD'));
  const [reason, setReason] = useState('');
  const table = { ...draft.content, version: next, effectiveFrom: from };
  const problems = useCheckTable(name, useDeferredValue(table)).data?.problems ?? [];
  const save = useSaveTable(name);
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2>
          {t.tables.draft(next)} <span className="quiet">{t.tables.draftOf(draft.from)}</span>
        </h2>
        <DatePicker
          aria-label={t.tables.effectiveFrom}
          allowClear={false}
          value={dayjs(from)}
          minDate={dayjs()}
          onChange={(day) => day && setFrom(day.format('YYYY-MM-DD'))}
        />
        <Input
          aria-label={t.tables.reason}
          placeholder={t.tables.reason}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
          style={{ maxWidth: 280 }}
        />
        <Button
          type="primary"
          disabled={problems.length > 0 || reason.trim() === ''}
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { table, reason },
              {
                onSuccess: () => {
                  void message.success(t.tables.saved(next, format.date(from)));
                  onDone();
                },
                onError: (error) => void message.error(describeError(error, t)),
              },
            )
          }
        >
          {t.tables.save}
        </Button>
        <Button onClick={onDone}>{t.tables.discard}</Button>
        <p className={styles.hint}>{t.tables.saveHint}</p>
      </div>
      {problems.length === 0 ? (
        <Alert type="success" showIcon title={t.tables.complete} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={t.tables.problems(problems.length)}
          description={
            <ul className={styles.problems}>
              {problems.slice(0, 20).map((problem) => (
                <li key={problem.path + problem.message}>{problem.message}</li>
              ))}
            </ul>
          }
        />
      )}
    </Card>
  );
}
