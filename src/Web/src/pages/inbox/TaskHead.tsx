import { CalendarOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { Link } from 'react-router';
import type { Task } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { SlaTag } from '../../lending/SlaTag';
import { stageName } from '../../lending/stages';
import { GradeTag, TrackTag } from '../../lending/Tags';
import styles from './Task.module.css';

/** What is to be done, for whom, and until when. */
export function TaskHead({ task }: { task: Task }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const openQuestions = task.questions.filter((question) => question.isOpen).length;
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h2>{pick(task.title, task.titleZh)}</h2>
        <SlaTag task={task} />
        {task.escalations > 0 && <Tag color="error">{t.inbox.escalated(task.escalations)}</Tag>}
        {task.followUpAt && (
          <Tag icon={<CalendarOutlined />}>{t.task.followUpOn(format.shortDateTime(task.followUpAt))}</Tag>
        )}
        {openQuestions > 0 && (
          <Tag color="warning" icon={<QuestionCircleOutlined />}>
            {t.task.openQuestions(openQuestions)}
          </Tag>
        )}
      </div>
      <div className={styles.headBorrower}>{task.borrower}</div>
      <div className={styles.headLine}>
        {task.currency && <strong>{format.money(task.amount, task.currency)}</strong>}
        {task.grade && <GradeTag grade={task.grade} />}
        {task.case.track && <TrackTag track={task.case.track} />}
        {task.stage && <span className="quiet">{stageName(task.stage, t)}</span>}
        <Link to={`/cases/${task.caseNumber}`}>
          {task.caseNumber} · {t.task.openCase}
        </Link>
      </div>
      {task.description && <p className="quiet">{pick(task.description, task.descriptionZh ?? task.description)}</p>}
    </header>
  );
}
