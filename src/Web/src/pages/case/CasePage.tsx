import { Alert, Button, Card, Skeleton } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { useCase } from '../../api/cases';
import { ProblemError } from '../../api/client';
import type { Case } from '../../api/types';
import { useI18n } from '../../i18n';
import { OpinionList } from '../../lending/OpinionList';
import { ScorePlot } from '../../lending/ScorePlot';
import { ErrorState } from '../../shell/ErrorState';
import { NotFound } from '../../shell/NotFound';
import { TabBar } from '../../shell/TabBar';
import { ApplicantTab } from './ApplicantTab';
import styles from './Case.module.css';
import { CaseClocks } from './CaseClocks';
import { CaseData } from './CaseData';
import { CaseHeader } from './CaseHeader';
import { CaseNotices } from './CaseNotices';
import { CaseProgress } from './CaseProgress';
import { CaseTasks } from './CaseTasks';
import { CaseTimeline } from './CaseTimeline';
import { Documents } from './Documents';
import { Incidents } from './Incidents';
import { Money } from './Money';
import { OpenTasks } from './OpenTasks';
import { StageTimes } from './StageTimes';

export function Component() {
  const { number = '' } = useParams();
  const loan = useCase(number);
  if (loan.data) return <CaseView loan={loan.data} />;
  if (loan.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (loan.error instanceof ProblemError && loan.error.status === 404) return <NotFound />;
  return <ErrorState error={loan.error} onRetry={loan.refetch} />;
}

function CaseView({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const active = params.get('tab') ?? 'timeline';
  const show = (tab: string) => setParams({ tab }, { replace: true });
  const openIncidents = loan.incidents.filter((incident) => incident.isOpen).length;

  const tabs = [
    {
      key: 'timeline',
      label: t.case.timeline,
      children: (
        <>
          <StageTimes number={loan.number} />
          <CaseTimeline number={loan.number} />
        </>
      ),
    },
    { key: 'data', label: t.case.data, children: <CaseData loan={loan} /> },
    { key: 'tasks', label: t.case.tasks, children: <CaseTasks loan={loan} /> },
    { key: 'documents', label: t.case.documents, children: <Documents loan={loan} /> },
    { key: 'score', label: t.case.score, children: <ScorePlot score={loan.score} /> },
    {
      key: 'opinions',
      label: counted(t.case.opinions, loan.opinions.length),
      children: <OpinionList opinions={loan.opinions} />,
    },
    { key: 'money', label: t.case.money, children: <Money loan={loan} /> },
    { key: 'clocks', label: t.case.clocks, children: <CaseClocks number={loan.number} /> },
    { key: 'notices', label: t.case.notices, children: <CaseNotices number={loan.number} /> },
    { key: 'applicant', label: t.case.applicant, children: <ApplicantTab number={loan.number} /> },
    {
      key: 'incidents',
      label: counted(t.case.incidents, openIncidents),
      children: <Incidents loan={loan} />,
    },
  ];

  return (
    <>
      <CaseHeader loan={loan} />
      {openIncidents > 0 && (
        <Alert
          type="error"
          showIcon
          className={styles.banner}
          title={t.incident.banner(openIncidents)}
          action={
            <Button size="small" onClick={() => show('incidents')}>
              {t.incident.show}
            </Button>
          }
        />
      )}
      <CaseProgress loan={loan} />
      <OpenTasks tasks={loan.openTasks} />
      <Card className={styles.tabs}>
        <TabBar name={loan.number} tabs={tabs} active={active} onChange={show}>
          {tabs.find((tab) => tab.key === active)?.children}
        </TabBar>
      </Card>
    </>
  );
}

const counted = (label: string, count: number) => (count > 0 ? `${label} (${count})` : label);
