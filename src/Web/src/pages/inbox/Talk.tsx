import { Avatar, Button, Form, Tag } from 'antd';
import { useState } from 'react';
import { useTaskAction } from '../../api/tasks';
import type { Task } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { Refusal } from './Refusal';
import styles from './Task.module.css';
import { TextField } from './TextField';
import type { Actions } from './useActions';

/** What people said to each other about the task: comments, questions and their answers. */
export function Talk({ task, actions }: { task: Task; actions: Actions }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const action = useTaskAction();
  const [text, setText] = useState('');
  const comments = task.history.filter((entry) => entry.action === 'Comment');
  const said = [
    ...comments.map((entry) => ({ at: entry.at, by: entry.actor, text: entry.comment ?? '', question: undefined })),
    ...task.questions.map((question) => ({ at: question.at, by: question.by, text: question.text, question })),
  ].sort((a, b) => a.at.localeCompare(b.at));

  return (
    <>
      {said.length === 0 && <EmptyState title={t.task.noTalk} hint={t.task.noTalkHint} />}
      <ul className={styles.talk}>
        {said.map(({ at, by, text: words, question }) => (
          <li key={`${at}-${by}`}>
            <Avatar size={30} style={{ background: '#d5e8e6', color: '#0b4a4d' }} aria-hidden>
              {names.person(by).slice(0, 1).toUpperCase()}
            </Avatar>
            <div>
              <strong>{question ? t.task.asked(names.person(by), names.person(question.to)) : names.person(by)}</strong>{' '}
              <span className={styles.sub}>{format.shortDateTime(at)}</span>
              {question?.isOpen && <Tag color="warning">{t.task.unanswered}</Tag>}
              <p>{words}</p>
              {question?.reply && (
                <blockquote>
                  <strong>{names.person(question.to)}</strong>{' '}
                  {question.answeredAt && (
                    <span className={styles.sub}>{format.shortDateTime(question.answeredAt)}</span>
                  )}
                  <p>{question.reply}</p>
                </blockquote>
              )}
            </div>
          </li>
        ))}
      </ul>
      {actions.names.includes('comment') && (
        <>
          <Refusal error={action.error} />
          <Form layout="vertical" component="div">
            <TextField label={t.task.mention} isRequired={false} value={text} onChange={setText} problem={undefined} />
          </Form>
          <Button type="primary" disabled={!text.trim()} loading={action.isPending} onClick={send}>
            {t.task.send}
          </Button>
        </>
      )}
    </>
  );

  function send() {
    action.mutate({ do: 'comment', id: task.id, body: { comment: text } }, { onSuccess: () => setText('') });
  }
}
