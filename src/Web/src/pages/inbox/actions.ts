import type { Task } from '../../api/types';
import type { Texts } from '../../i18n/en';
import type { ActionKey } from './shortcuts';

/** What a person can ask of a task beside completing it, in the order in which it is offered. */
export const actionNames = [
  'claim',
  'handBack',
  'resume',
  'suspend',
  'return',
  'ask',
  'comment',
  'followUp',
  'attach',
  'delegate',
  'forward',
  'assign',
  'release',
  'answer',
  'requestOverride',
  'grantOverride',
  'withdraw',
] as const;

export type ActionName = (typeof actionNames)[number];

/** Its key, one of those that the help shows. */
export const keyOf: Record<ActionName, ActionKey> = {
  claim: 'c',
  release: 'u',
  return: 'r',
  assign: 'a',
  forward: 'f',
  delegate: 'd',
  handBack: 'b',
  suspend: 'p',
  resume: 'g',
  followUp: 'l',
  comment: 'm',
  ask: 'q',
  answer: 'y',
  attach: 't',
  requestOverride: 'o',
  grantOverride: 'e',
  withdraw: 'w',
};

/** Those that need no answer to any question. */
export const atOnce: readonly ActionName[] = ['claim', 'release', 'handBack', 'resume', 'grantOverride'];

/** What the reader may do now: what the server says, and ending the case, which is no command on a task. */
export function actionsOf(task: Task, isAuditor: boolean): ActionName[] {
  const isOpen = task.status === 'ready' || task.status === 'reserved' || task.status === 'suspended';
  return actionNames.filter((name) =>
    name === 'withdraw' ? isOpen && !isAuditor && task.borrower !== '' : task.actions.includes(name),
  );
}

/** Answers to the questions of an action. */
export type Answers = {
  to?: string;
  text?: string;
  whose?: Task['waitingFor'];
  at?: string | null;
  documentId?: string;
  questionId?: string;
  reasons?: string[];
  checklist?: Task['checklist'];
};

type Field = keyof Answers;

/** What each action asks; a star marks what it cannot do without. */
export const questions: Partial<Record<ActionName, { asks: Field[]; needs: Field[] }>> = {
  assign: { asks: ['to', 'text'], needs: ['to'] },
  delegate: { asks: ['to', 'text'], needs: ['to'] },
  forward: { asks: ['to', 'text'], needs: ['to'] },
  suspend: { asks: ['whose', 'text'], needs: ['whose', 'text'] },
  return: { asks: ['reasons', 'checklist', 'text'], needs: ['reasons', 'text'] },
  followUp: { asks: ['at'], needs: [] },
  comment: { asks: ['text'], needs: ['text'] },
  ask: { asks: ['to', 'text'], needs: ['to', 'text'] },
  answer: { asks: ['text'], needs: ['text'] },
  attach: { asks: ['documentId'], needs: ['documentId'] },
  withdraw: { asks: ['text'], needs: ['text'] },
  requestOverride: { asks: ['to', 'text'], needs: ['to', 'text'] },
};

/** The questions that still lack an answer. */
export function missing(name: ActionName, answers: Answers): Field[] {
  const needs = questions[name]?.needs ?? [];
  return needs.filter((field) => {
    const answer = answers[field];
    return Array.isArray(answer) ? answer.length === 0 : !answer || (typeof answer === 'string' && !answer.trim());
  });
}

/** What is asked in words. */
export function textLabel(name: ActionName, t: Texts): string {
  if (name === 'ask') return t.task.question;
  if (name === 'answer') return t.task.reply;
  if (name === 'comment' || name === 'return') return t.task.comment;
  return questions[name]?.needs.includes('text') ? t.task.reason : t.task.do.note;
}
