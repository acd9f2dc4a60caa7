import { useState } from 'react';
import { useSession } from '../../api/session';
import { useAbsences, useGroupWork, useTeamMembers } from '../../api/team';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { AbsenceCard } from './AbsenceCard';
import { AgePlot } from './AgePlot';
import { DonePlot } from './DonePlot';
import { GroupCard } from './GroupCard';
import { PeopleCard } from './PeopleCard';
import { TasksDrawer, type Whose } from './TasksDrawer';
import styles from './Team.module.css';

/** What lies where and for how long, who has it, and who is away; from here work is handed over. */
export function Component() {
  const { t } = useI18n();
  const names = useNames();
  const [whose, setWhose] = useState<Whose>();
  const roles = useSession().data?.user?.roles ?? [];
  const leads = ['manager', 'director', 'admin'].some((role) => roles.includes(role));
  const groups = useGroupWork();
  const members = useTeamMembers();
  const absences = useAbsences().data ?? [];
  const failed = groups.error ?? members.error;

  return (
    <>
      <PageHeader title={t.team.title} />
      {failed ? (
        <ErrorState error={failed} onRetry={() => Promise.all([groups.refetch(), members.refetch()])} />
      ) : (
        <>
          <div className={styles.grid}>
            <AgePlot groups={(groups.data ?? []).map((group) => group.group)} />
            <DonePlot />
          </div>
          <GroupCard work={groups.data} onOpen={(group) => setWhose({ group })} />
          <PeopleCard members={members.data} absences={absences} onOpen={(assignee) => setWhose({ assignee })} />
          <AbsenceCard absences={absences} mayChange={leads} />
        </>
      )}
      {whose && (
        <TasksDrawer
          key={whose.assignee ?? whose.group}
          whose={whose}
          title={
            whose.assignee
              ? t.team.inWorkOf(names.person(whose.assignee))
              : t.team.openOf(names.groups([whose.group ?? '']))
          }
          mayHandOver={leads}
          onClose={() => setWhose(undefined)}
        />
      )}
    </>
  );
}
