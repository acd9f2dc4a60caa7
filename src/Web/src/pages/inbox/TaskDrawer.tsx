import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Drawer, Result, Skeleton, Tooltip } from 'antd';
import { ProblemError } from '../../api/client';
import { useTask } from '../../api/tasks';
import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import styles from './Task.module.css';
import { TaskPanel } from './TaskPanel';

type Props = {
  taskId: string | undefined;
  /** The tasks of the list behind, to step through. */
  siblings: TaskSummary[];
  onOpen: (id: string) => void;
  onClose: () => void;
  /** What follows when the task is completed. */
  onDone: () => void;
};

export function TaskDrawer({ taskId, siblings, onOpen, onClose, onDone }: Props) {
  const { t } = useI18n();
  const index = siblings.findIndex((task) => task.id === taskId);
  const step = (to: TaskSummary | undefined, label: string, icon: React.ReactNode) => (
    <Tooltip title={label}>
      <Button type="text" icon={icon} aria-label={label} disabled={!to} onClick={() => to && onOpen(to.id)} />
    </Tooltip>
  );
  return (
    <Drawer
      open={taskId !== undefined}
      onClose={onClose}
      size={1080}
      title={t.field.task}
      rootClassName={styles.drawer}
      destroyOnHidden
      extra={
        <>
          {step(siblings[index - 1], t.inbox.previous, <UpOutlined />)}
          {step(index < 0 ? undefined : siblings[index + 1], t.inbox.following, <DownOutlined />)}
        </>
      }
    >
      {taskId && <OpenTask key={taskId} id={taskId} onClose={onClose} onDone={onDone} />}
    </Drawer>
  );
}

function OpenTask({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const task = useTask(id);
  if (task.data) return <TaskPanel task={task.data} onDone={onDone} />;
  if (task.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (task.error instanceof ProblemError && task.error.status === 404) {
    return (
      <Result status="404" title={t.inbox.goneTitle} extra={<Button onClick={onClose}>{t.common.close}</Button>} />
    );
  }
  return <ErrorState error={task.error} onRetry={task.refetch} />;
}
