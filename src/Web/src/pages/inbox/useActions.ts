import { App } from 'antd';
import { useState } from 'react';
import { useUser } from '../../api/session';
import { useTaskAction } from '../../api/tasks';
import type { Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { type ActionName, type Answers, actionsOf, atOnce } from './actions';
import { toCommand } from './toCommand';

export type Actions = {
  /** What the reader may do now. */
  names: ActionName[];
  /** Does it, or first asks what it needs to know. */
  start: (name: ActionName) => void;
  /** What is being asked about. */
  asked: ActionName | undefined;
  cancel: () => void;
  send: (name: ActionName, answers: Answers) => void;
  isPending: boolean;
  /** Why the server refused the last one. */
  refusal: Error | null;
};

/** Everything but completing that the reader can do with a task. */
export function useActions(task: Task, onDone: () => void): Actions {
  const { t } = useI18n();
  const { message } = App.useApp();
  const user = useUser();
  const action = useTaskAction();
  const [asked, setAsked] = useState<ActionName>();

  const send = (name: ActionName, answers: Answers) =>
    action.mutate(toCommand(task, name, answers), {
      onSuccess: () => {
        message.success(t.task.do[name].done);
        setAsked(undefined);
        if (name === 'return' || name === 'withdraw') onDone();
      },
    });
  return {
    names: actionsOf(task, user?.roles.includes('auditor') ?? true),
    start: (name) => {
      action.reset();
      if (atOnce.includes(name)) send(name, {});
      else setAsked(name);
    },
    asked,
    cancel: () => {
      action.reset();
      setAsked(undefined);
    },
    send,
    isPending: action.isPending,
    refusal: action.error,
  };
}
