import { App } from 'antd';
import { ProblemError } from '../../api/client';
import { useTaskAction } from '../../api/tasks';
import type { TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';

/** Claims a task straight from the list and says how it went. */
export function useClaim() {
  const { t } = useI18n();
  const { message, notification } = App.useApp();
  const action = useTaskAction();
  return (task: TaskSummary) =>
    action.mutate(
      { do: 'claim', id: task.id, body: { revision: task.revision } },
      {
        onSuccess: () => message.success(t.inbox.claimed),
        onError: (error) =>
          notification.error({
            title: error instanceof ProblemError && error.status === 409 ? t.inbox.conflict : t.task.notYours,
            description: describeError(error, t),
          }),
      },
    );
}
