import { Avatar, Tag } from 'antd';
import type { Opinion } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { EmptyState } from '../shell/EmptyState';
import styles from './lending.module.css';
import { useNames } from './names';

export function OpinionList({ opinions }: { opinions: Opinion[] }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  if (opinions.length === 0) return <EmptyState title={t.case.noOpinions} hint={t.case.noOpinionsHint} />;
  return (
    <ul className={styles.opinions}>
      {opinions.map((opinion) => (
        <li key={`${opinion.at}-${opinion.actor}`}>
          <Avatar size={32} className={styles.avatar}>
            {names.person(opinion.actor).slice(0, 1).toUpperCase()}
          </Avatar>
          <div>
            <div className={styles.opinionHead}>
              <strong>{names.person(opinion.actor)}</strong>
              <span className="quiet">{names.groups(opinion.role.split(', '))}</span>
              <Tag>{pick(opinion.outcome, opinion.outcomeZh)}</Tag>
            </div>
            <p>{opinion.comment}</p>
            {opinion.reasonCodes.map((reason) => (
              <Tag key={reason.code} color="warning">
                {pick(reason.label, reason.labelZh)}
              </Tag>
            ))}
            <div className={`quiet ${styles.small}`}>
              {pick(opinion.step, opinion.stepZh)} · {format.dateTime(opinion.at)}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
