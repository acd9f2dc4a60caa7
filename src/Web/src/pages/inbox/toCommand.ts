import type { TaskAction } from '../../api/tasks';
import type { Task } from '../../api/types';
import type { ActionName, Answers } from './actions';
import { toAsked, toForwarding } from './fields';

/** An action and its answers as the server takes them, on the revision that is shown. */
export function toCommand(task: Task, name: ActionName, answers: Answers): TaskAction {
  const { id, revision } = task;
  const { to = '', text = '' } = answers;
  const comment = text.trim() ? { comment: text.trim() } : {};
  switch (name) {
    case 'claim':
    case 'release':
    case 'resume':
      return { do: name, id, body: { revision } };
    case 'handBack':
      return { do: 'hand-back', id, body: { revision } };
    case 'grantOverride':
      return { do: 'override/grant', id, body: { revision } };
    case 'assign':
    case 'delegate':
      return { do: name, id, body: { revision, to, ...comment } };
    case 'forward':
      return { do: 'forward', id, body: { revision, ...toForwarding(to), ...comment } };
    case 'suspend':
      return { do: 'suspend', id, body: { revision, reason: text, waitingFor: answers.whose ?? 'us' } };
    case 'return':
      return {
        do: 'return',
        id,
        body: {
          revision,
          reasonCodes: answers.reasons ?? [],
          checklist: answers.checklist ?? [],
          form: task.formData,
          ...comment,
        },
      };
    case 'followUp':
      return { do: 'follow-up', id, body: { revision, at: answers.at ?? null } };
    case 'comment':
      return { do: 'comment', id, body: { comment: text } };
    case 'ask':
      return { do: 'ask', id, body: { ...toAsked(to), text } };
    case 'answer':
      return { do: 'answer', id, body: { questionId: answers.questionId ?? '', text } };
    case 'attach':
      return { do: 'attach', id, body: { documentId: answers.documentId ?? '' } };
    case 'requestOverride':
      return { do: 'override', id, body: { revision, reason: text, for: to } };
    case 'withdraw':
      return { do: 'withdraw', id, body: { revision, reason: text } };
  }
}
