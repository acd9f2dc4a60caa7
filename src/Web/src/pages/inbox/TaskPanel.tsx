import { Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCase } from '../../api/cases';
import type { Task } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { ApplicationData } from '../../lending/ApplicationData';
import { DocumentList } from '../../lending/DocumentList';
import { OpinionList } from '../../lending/OpinionList';
import { ScorePlot } from '../../lending/ScorePlot';
import { SlaTag } from '../../lending/SlaTag';
import { stageName } from '../../lending/stages';
import { GradeTag, TrackTag } from '../../lending/Tags';
import { ErrorState } from '../../shell/ErrorState';
import { TabBar } from '../../shell/TabBar';
import { useIsPhone } from '../../shell/useIsPhone';
import { Decision } from './Decision';
import styles from './Inbox.module.css';
import { TaskHistoryList } from './TaskHistoryList';

/** The evidence of the case beside the decision; on a phone the decision is the first tab. */
export function TaskPanel({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  const loan = useCase(task.caseNumber);

  const evidence = loan.data && [
    {
      key: 'data',
      label: t.task.caseData,
      children: loan.data.application && (
        <ApplicationData application={loan.data.application} currency={task.currency} columns={1} />
      ),
    },
    { key: 'score', label: t.task.score, children: <ScorePlot score={loan.data.score} /> },
    { key: 'documents', label: t.task.documents, children: <DocumentList number={task.caseNumber} /> },
    {
      key: 'opinions',
      label: `${t.task.opinions} (${loan.data.opinions.length})`,
      children: <OpinionList opinions={loan.data.opinions} />,
    },
    { key: 'history', label: t.task.history, children: <TaskHistoryList history={task.history} /> },
  ];
  const pending = loan.isError ? <ErrorState error={loan.error} onRetry={loan.refetch} /> : <Skeleton active />;
  const decision = <Decision task={task} onDone={onDone} />;

  return (
    <>
      <TaskHead task={task} />
      {isPhone ? (
        <Tabbed items={[{ key: 'decision', label: t.task.decision, children: decision }, ...(evidence ?? [])]} />
      ) : (
        <div className={styles.panel}>
          <div className={styles.evidence}>{evidence ? <Tabbed items={evidence} /> : pending}</div>
          <aside className={styles.decision} aria-label={t.task.decision}>
            {decision}
          </aside>
        </div>
      )}
    </>
  );
}

function Tabbed({ items }: { items: { key: string; label: string; children: React.ReactNode }[] }) {
  const { t } = useI18n();
  const [active, setActive] = useState(items[0]?.key ?? '');
  return (
    <TabBar name={t.task.caseData} tabs={items} active={active} onChange={setActive}>
      {items.find((item) => item.key === active)?.children}
    </TabBar>
  );
}

function TaskHead({ task }: { task: Task }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h2>{pick(task.title, task.titleZh)}</h2>
        <SlaTag task={task} />
        {task.escalations > 0 && <Tag color="error">{t.inbox.escalated(task.escalations)}</Tag>}
      </div>
      <div className={styles.headBorrower}>{task.borrower}</div>
      <div className={styles.headLine}>
        <strong>{format.money(task.amount, task.currency)}</strong>
        <GradeTag grade={task.grade} />
        <TrackTag track={task.case.track} />
        <span className="quiet">{stageName(task.stage, t)}</span>
        <Link to={`/cases/${task.caseNumber}`}>
          {task.caseNumber} · {t.task.openCase}
        </Link>
      </div>
      {task.description && <p className="quiet">{task.description}</p>}
    </header>
  );
}
