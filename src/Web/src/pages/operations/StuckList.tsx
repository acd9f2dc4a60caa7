import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tag } from 'antd';
import { Link } from 'react-router';
import type { Stuck } from '../../api/operations';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import styles from './Operations.module.css';

export type Act = 'retry' | 'skip' | 'tryNow' | 'move' | 'migrate' | 'cancel';

const colours: Record<Stuck['reason'], string> = {
  incident: 'error',
  waitsForNothing: 'error',
  nobodyCame: 'warning',
  jobIsRetried: 'processing',
};

const first: Record<Stuck['reason'], Act[]> = {
  incident: ['retry', 'skip'],
  waitsForNothing: ['move'],
  nobodyCame: [],
  jobIsRetried: ['tryNow'],
};

export function StuckList({ stuck, onAct }: { stuck: Stuck[]; onAct: (stuck: Stuck, act: Act) => void }) {
  return (
    <ul className={styles.stuck}>
      {stuck.map((one) => (
        <li key={`${one.instanceId}/${one.incidentId ?? one.jobId ?? one.what ?? one.reason}`}>
          <Where stuck={one} />
          <Why stuck={one} />
          <Actions stuck={one} onAct={(act) => onAct(one, act)} />
        </li>
      ))}
    </ul>
  );
}

function Where({ stuck }: { stuck: Stuck }) {
  const { t } = useI18n();
  return (
    <div className={styles.where}>
      {stuck.case ? (
        <Link to={`/cases/${encodeURIComponent(stuck.case)}`} className={styles.number}>
          {stuck.case}
        </Link>
      ) : (
        <span className={styles.number}>{stuck.instanceId}</span>
      )}
      <div className="quiet">
        {stuck.definitionId}, {t.operations.version(stuck.version)}
      </div>
    </div>
  );
}

function Why({ stuck }: { stuck: Stuck }) {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <div className={styles.why}>
      <div className={styles.whyHead}>
        <Tag color={colours[stuck.reason]}>{t.operations.reason[stuck.reason]}</Tag>
        {stuck.what && <code>{stuck.what}</code>}
        <span className="quiet">
          {t.operations.since} {format.shortDateTime(stuck.since)}
          {stuck.attempts > 0 && ` · ${t.operations.attempts(stuck.attempts)}`}
          {stuck.nextTry && ` · ${t.operations.nextTry(format.shortDateTime(stuck.nextTry))}`}
        </span>
      </div>
      <p>{stuck.detail ?? t.operations.explain[stuck.reason]}</p>
    </div>
  );
}

function Actions({ stuck, onAct }: { stuck: Stuck; onAct: (act: Act) => void }) {
  const { t } = useI18n();
  const others = (['move', 'migrate', 'cancel'] as Act[]).filter((act) => !first[stuck.reason].includes(act));
  return (
    <div className={styles.actions}>
      {first[stuck.reason].map((act, index) => (
        <Button key={act} type={index === 0 ? 'primary' : 'default'} onClick={() => onAct(act)}>
          {t.operations.act[act]}
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: others.map((act) => ({ key: act, label: t.operations.act[act], danger: act === 'cancel' })),
          onClick: ({ key }) => onAct(key as Act),
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t.operations.act.more} />
      </Dropdown>
    </div>
  );
}
