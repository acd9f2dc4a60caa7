import { App, Button } from 'antd';
import { useState } from 'react';
import { type BulkCommand, useBulk } from '../../api/inbox';
import type { BulkResult, TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import { BulkDialog, type BulkQuestion } from './BulkDialog';
import { BulkResults } from './BulkResults';
import styles from './Inbox.module.css';
import type { Selection } from './useSelection';

/** What can be done to the selected tasks at once. Each has a result of its own; what was refused stays selected. */
export function BulkBar({ selection, onAll }: { selection: Selection; onAll: () => void }) {
  const { t } = useI18n();
  const { notification } = App.useApp();
  const bulk = useBulk();
  const [asking, setAsking] = useState<BulkQuestion>();
  const [results, setResults] = useState<{ tasks: TaskSummary[]; results: BulkResult[] }>();
  const { tasks } = selection;
  const texts = t.inbox.bulk;
  const canBeClaimed = tasks.some((task) => task.status === 'ready');
  const canBeDecided = tasks.some((task) => task.status === 'reserved');

  if (results) return <BulkResults {...results} onClose={() => setResults(undefined)} />;
  if (tasks.length === 0) return null;
  return (
    <section className={styles.bulk} aria-label={texts.title}>
      <strong aria-live="polite">{texts.selected(tasks.length)}</strong>
      {canBeClaimed && (
        <Button type="primary" loading={bulk.isPending} onClick={() => send({ action: 'claim' })}>
          {texts.claim}
        </Button>
      )}
      {canBeDecided && <Button onClick={() => setAsking('complete')}>{texts.complete}</Button>}
      {canBeDecided && <Button onClick={() => setAsking('return')}>{texts.return}</Button>}
      <Button onClick={() => setAsking('assign')}>{texts.assign}</Button>
      <Button onClick={() => setAsking('forward')}>{texts.forward}</Button>
      {canBeDecided && (
        <Button disabled={bulk.isPending} onClick={() => send({ action: 'release' })}>
          {texts.release}
        </Button>
      )}
      <Button type="text" onClick={onAll}>
        {t.inbox.selectAll}
      </Button>
      <Button type="text" onClick={() => selection.set([])}>
        {texts.clear}
      </Button>
      {asking && (
        <BulkDialog
          ask={asking}
          tasks={tasks}
          isPending={bulk.isPending}
          onSend={send}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );

  function send(command: Omit<BulkCommand, 'items'>) {
    const items = tasks.map(({ id, revision }) => ({ id, revision }));
    bulk.mutate(
      { ...command, items },
      {
        onSuccess: (answers) => {
          setAsking(undefined);
          setResults({ tasks, results: answers });
          selection.set(answers.filter((answer) => answer.problem !== null).map((answer) => answer.id));
        },
        onError: (error) => notification.error({ title: t.errors.unexpected, description: describeError(error, t) }),
      },
    );
  }
}
