import { Card } from 'antd';
import type { GroupWork } from '../../api/team';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { Scrolling } from '../../shell/Scrolling';
import { TableSkeleton } from '../../shell/TableSkeleton';
import { colours } from './colours';
import { Legend } from './Legend';
import styles from './Team.module.css';

/** What lies with each group; the bars are of one scale. */
export function GroupCard({ work, onOpen }: { work: GroupWork[] | undefined; onOpen: (group: string) => void }) {
  const { t } = useI18n();
  const names = useNames();
  const open = (group: GroupWork) => group.ready + group.taken + group.suspended;
  const most = Math.max(1, ...(work ?? []).map(open));
  return (
    <Card className={styles.card} style={{ marginBottom: 16 }}>
      <div className={styles.head}>
        <h2>{t.team.groups}</h2>
        <Legend
          entries={(['taken', 'ready', 'suspended'] as const).map((name) => ({
            name: t.team[name],
            colour: colours[name],
          }))}
        />
      </div>
      {!work ? (
        <TableSkeleton />
      ) : work.length === 0 ? (
        <EmptyState title={t.team.noGroups} />
      ) : (
        <Scrolling name={t.team.groups}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.team.group}</th>
                <td className={styles.wide} />
                <th scope="col" className={styles.figure}>
                  {t.team.taken}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.team.ready}
                </th>
                <th scope="col" className={styles.figure}>
                  {t.team.late}
                </th>
              </tr>
            </thead>
            <tbody>
              {work.map((group) => (
                <tr key={group.group}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles.link}
                      title={t.team.show}
                      onClick={() => onOpen(group.group)}
                    >
                      {nameOf(group.group)}
                    </button>
                  </th>
                  <td className={styles.wide}>
                    <div className={styles.bar}>
                      {(['taken', 'ready', 'suspended'] as const).map((part) => (
                        <i key={part} style={{ width: `${(group[part] / most) * 100}%`, background: colours[part] }} />
                      ))}
                    </div>
                  </td>
                  <td className={styles.figure}>{group.taken}</td>
                  <td className={styles.figure}>{group.ready}</td>
                  <td className={`${styles.figure} ${group.late > 0 ? styles.late : ''}`}>{group.late}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </Card>
  );

  /** A group narrowed to a branch is written group@branch. */
  function nameOf(group: string) {
    const [role, branch] = group.split('@');
    return branch ? `${names.groups([role ?? group])} · ${names.branch(branch)}` : names.groups([group]);
  }
}
