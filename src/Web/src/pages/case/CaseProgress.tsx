import { Card, Steps } from 'antd';
import type { Case } from '../../api/types';
import { useI18n } from '../../i18n';
import { type Stage, stageName, stages } from '../../lending/stages';
import { useIsPhone } from '../../shell/useIsPhone';
import styles from './Case.module.css';

const ended = { declined: 'error', blocked: 'error', withdrawn: 'error' } as const;

/** How far the case is, from document check to disbursement. */
export function CaseProgress({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  const current = stages.indexOf(loan.stage as Stage);
  const status = loan.status in ended ? 'error' : 'process';
  const note = () => {
    if (loan.status !== 'running') return t.status[loan.status];
    return loan.waitingFor ? t.waitingFor[loan.waitingFor] : undefined;
  };
  return (
    <Card className={styles.progress} aria-label={t.case.progress}>
      <Steps
        current={loan.status === 'disbursed' ? stages.length : current}
        status={status}
        size="small"
        titlePlacement="vertical"
        responsive={false}
        className={isPhone ? styles.dots : ''}
        items={stages.map((stage, index) => ({
          title: isPhone ? <span className="visually-hidden">{t.stage[stage]}</span> : t.stage[stage],
          content: !isPhone && index === current && loan.status !== 'disbursed' ? note() : undefined,
        }))}
      />
      {isPhone && (
        <div className={styles.stage}>
          <strong>{stageName(loan.stage, t)}</strong> <span className="quiet">{note()}</span>
        </div>
      )}
    </Card>
  );
}
