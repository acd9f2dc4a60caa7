import { Alert, Avatar, Progress, Tag } from 'antd';
import type { Review, ReviewSeat } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import styles from './Task.module.css';

/** A review by several people: how far the quorum is, and what every seat said that the reader may know. */
export function ReviewPanel({ review }: { review: Review }) {
  const { t } = useI18n();
  const names = useNames();
  const texts = t.task.seats;
  const isVetoed = review.seats.some((seat) => seat.hasVeto && seat.vote === 'Decline');
  return (
    <>
      <div className={styles.quorum}>
        <Progress
          type="circle"
          size={64}
          percent={Math.min(100, (100 * review.approving) / review.quorum)}
          format={() => `${review.approving}/${review.quorum}`}
          status={isVetoed ? 'exception' : 'normal'}
          aria-label={texts.quorum(review.approving, review.quorum)}
        />
        <div>
          <strong>{texts.quorum(review.approving, review.quorum)}</strong>
          <div className="quiet">{review.mode === 'joint' ? texts.joint : texts.sequence}</div>
          {review.escalateTo && <div className="quiet">{texts.escalates(names.groups([review.escalateTo]))}</div>}
        </div>
      </div>
      {isVetoed && <Alert type="error" showIcon title={texts.vetoUsed} className={styles.notice} />}
      {review.seats.some((seat) => seat.isDecider) && (
        <Alert type="warning" showIcon title={texts.deadlock} className={styles.notice} />
      )}
      {review.seats.some((seat) => seat.isHidden) && (
        <Alert type="info" showIcon title={texts.hiddenNote} className={styles.notice} />
      )}
      <ul className={styles.seats}>
        {review.seats.map((seat, index) => (
          <Seat key={seat.taskId ?? index} seat={seat} />
        ))}
      </ul>
    </>
  );
}

function Seat({ seat }: { seat: ReviewSeat }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  return (
    <li data-vote={seat.vote ?? (seat.isHidden ? 'hidden' : seat.status)}>
      <Avatar size={34} aria-hidden>
        {(seat.person ? names.person(seat.person) : names.groups([seat.group])).slice(0, 1).toUpperCase()}
      </Avatar>
      <div>
        <div className={styles.headLine}>
          <strong>{names.groups([seat.group])}</strong>
          {seat.person && <span>{names.person(seat.person)}</span>}
          {seat.onBehalfOf && <span className="quiet">{t.task.seats.inPlaceOf(names.person(seat.onBehalfOf))}</span>}
          {seat.hasVeto && <Tag color="warning">{t.task.seats.veto}</Tag>}
          {seat.weight > 1 && <Tag>{t.task.seats.weight(seat.weight)}</Tag>}
          {seat.isDecider && <Tag color="processing">{t.task.seats.decider}</Tag>}
        </div>
        {seat.comment && <p>{seat.comment}</p>}
        {seat.reasons.map((reason) => (
          <Tag key={reason.code} color="warning">
            {pick(reason.label, reason.labelZh)}
          </Tag>
        ))}
        {seat.at && seat.vote && <div className={styles.sub}>{format.dateTime(seat.at)}</div>}
      </div>
      <Standing seat={seat} />
    </li>
  );
}

const colours: Record<string, string> = { Approve: 'success', Decline: 'error', Return: 'warning' };

function Standing({ seat }: { seat: ReviewSeat }) {
  const { t, pick } = useI18n();
  const names = useNames();
  const texts = t.task.seats;
  if (seat.vote)
    return <Tag color={colours[seat.vote] ?? 'default'}>{pick(seat.label ?? seat.vote, seat.labelZh)}</Tag>;
  if (seat.isHidden) return <Tag>{texts.hidden}</Tag>;
  if (seat.status === 'later') return <span className="quiet">{texts.later}</span>;
  if (seat.status === 'cancelled') return <span className="quiet">{texts.cancelled}</span>;
  return <span className="quiet">{seat.person ? texts.atIt(names.person(seat.person)) : texts.open}</span>;
}
