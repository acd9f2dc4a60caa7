import { type ReactNode, type Ref, useImperativeHandle, useState } from 'react';
import { useCase } from '../../api/cases';
import type { Review, Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { ApplicationData } from '../../lending/ApplicationData';
import { FlowPicture } from '../../lending/FlowPicture';
import { OpinionList } from '../../lending/OpinionList';
import { ScorePlot } from '../../lending/ScorePlot';
import { TabBar } from '../../shell/TabBar';
import { ReviewPanel } from './ReviewPanel';
import { Talk } from './Talk';
import { TaskDocuments } from './TaskDocuments';
import { TaskHistoryList } from './TaskHistoryList';
import type { Actions } from './useActions';

/** What keys do to the evidence. */
export type EvidenceHandle = { turn: (by: number) => void };

type Shown = { key: string; label: string; children: ReactNode };
type Props = {
  ref: Ref<EvidenceHandle>;
  task: Task;
  actions: Actions;
  /** Undefined when nobody decides together with this task. */
  review: Review | undefined;
  first?: Shown;
};

/** Everything to look at before deciding. */
export function Evidence({ ref, task, actions, review, first }: Props) {
  const { t } = useI18n();
  const loan = useCase(task.caseNumber).data;
  const [chosen, setChosen] = useState<string>();
  const counted = (label: string, count: number) => (count > 0 ? `${label} (${count})` : label);
  const said = task.questions.length + task.history.filter((entry) => entry.action === 'Comment').length;

  const tabs: Shown[] = [
    ...(first ? [first] : []),
    ...(loan?.application
      ? [
          {
            key: 'data',
            label: t.task.caseData,
            children: <ApplicationData application={loan.application} currency={task.currency} columns={1} />,
          },
        ]
      : []),
    ...(review
      ? [
          {
            key: 'review',
            label: review.mode === 'joint' ? t.task.review : t.task.reviewInOrder,
            children: <ReviewPanel review={review} />,
          },
        ]
      : []),
    ...(loan?.score ? [{ key: 'score', label: t.task.score, children: <ScorePlot score={loan.score} /> }] : []),
    {
      key: 'documents',
      label: counted(t.task.documents, task.attachments.length),
      children: <TaskDocuments task={task} />,
    },
    {
      key: 'opinions',
      label: counted(t.task.opinions, loan?.opinions.length ?? 0),
      children: <OpinionList opinions={loan?.opinions ?? []} />,
    },
    { key: 'talk', label: counted(t.task.talk, said), children: <Talk task={task} actions={actions} /> },
    { key: 'flow', label: t.task.flow, children: <FlowPicture number={task.caseNumber} /> },
    { key: 'history', label: t.task.history, children: <TaskHistoryList history={task.history} /> },
  ];
  const active = tabs.find((tab) => tab.key === chosen) ?? tabs[0];
  useImperativeHandle(ref, () => ({
    turn: (by) => setChosen(tabs[((active ? tabs.indexOf(active) : 0) + by + tabs.length) % tabs.length]?.key),
  }));

  return (
    <TabBar name={t.task.evidence} tabs={tabs} active={active?.key ?? ''} onChange={setChosen}>
      {active?.children}
    </TabBar>
  );
}
