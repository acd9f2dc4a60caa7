import { Button } from 'antd';
import { useUser } from '../../api/session';
import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';

type Props = { task: TaskSummary; onOpen: (id: string) => void; onClaim: (task: TaskSummary) => void };

/** The next thing to do with a task of the list. */
export function RowAction({ task, onOpen, onClaim }: Props) {
  const { t } = useI18n();
  const me = useUser();
  const isOffered = task.candidateUsers.includes(me?.name ?? '') || task.candidateGroups.some(isMyGroup);
  if (task.status === 'ready' && isOffered) {
    return (
      <Button onClick={() => onClaim(task)} aria-label={`${t.inbox.claim}: ${task.caseNumber}`}>
        {t.inbox.claim}
      </Button>
    );
  }
  const isMine = task.status === 'reserved' && task.assignee === me?.name;
  const label = isMine ? t.inbox.complete : t.inbox.open;
  return (
    <Button
      type={isMine ? 'primary' : 'default'}
      onClick={() => onOpen(task.id)}
      aria-label={`${label}: ${task.caseNumber}`}
    >
      {label}
    </Button>
  );

  function isMyGroup(group: string) {
    return me?.groups.includes(group.split('@')[0] ?? '') ?? false;
  }
}
