import { Card } from 'antd';
import type { Absence, TeamMember } from '../../api/team';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { Scrolling } from '../../shell/Scrolling';
import { TableSkeleton } from '../../shell/TableSkeleton';
import { colours } from './colours';
import styles from './Team.module.css';

type Props = { members: TeamMember[] | undefined; absences: Absence[]; onOpen: (name: string) => void };

/** What each person has and did, and who is away or covers for somebody. */
export function PeopleCard({ members, absences, onOpen }: Props) {
  const { t } = useI18n();
  const names = useNames();
  const format = useFormat();
  const most = Math.max(1, ...(members ?? []).map((member) => member.open));
  const now = Date.now();
  const current = absences.filter((absence) => Date.parse(absence.from) <= now);
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

  return (
    <Card className={styles.card} style={{ marginBottom: 16 }}>
      <div className={styles.head}>
        <h2>{t.team.people}</h2>
      </div>
      {!members ? (
        <TableSkeleton />
      ) : (
        <Scrolling name={t.team.people}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.team.person}</th>
                <td className={styles.wide} />
                <th scope="col" className={styles.figure}>
                  {t.team.taken}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.team.late}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.team.done}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.team.doneLate}
                </th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => {
                const away = current.find((absence) => same(absence.person, member.name));
                const covered = current.filter((absence) => same(absence.substitute, member.name));
                return (
                  <tr key={member.name}>
                    <th scope="row">
                      <button
                        type="button"
                        className={styles.link}
                        title={t.team.show}
                        onClick={() => onOpen(member.name)}
                      >
                        {member.displayName}
                      </button>
                      <span className="quiet" style={{ display: 'block', fontSize: 12.5 }}>
                        {names.groups(member.groups)}
                      </span>
                      {away && (
                        <span className={styles.away}>
                          {t.team.awayUntil(format.shortDateTime(away.until), names.person(away.substitute))}
                        </span>
                      )}
                      {covered.length > 0 && (
                        <span className={styles.away}>
                          {t.team.covers(covered.map((absence) => names.person(absence.person)).join(', '))}
                        </span>
                      )}
                    </th>
                    <td className={styles.wide}>
                      <div className={styles.bar}>
                        <i
                          style={{ width: `${((member.open - member.late) / most) * 100}%`, background: colours.taken }}
                        />
                        <i style={{ width: `${(member.late / most) * 100}%`, background: colours.late }} />
                      </div>
                    </td>
                    <td className={styles.figure}>{member.open}</td>
                    <td className={`${styles.figure} ${member.late > 0 ? styles.late : ''}`}>{member.late}</td>
                    <td className={styles.figure}>{member.done}</td>
                    <td className={styles.figure}>{member.doneLate}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scrolling>
      )}
    </Card>
  );
}
