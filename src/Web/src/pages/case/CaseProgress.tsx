import { Card, Steps } from 'antd';
import type { Case } from '../../api/types';
import { useI18n } from '../../i18n';
import { type Stage, stages } from '../../lending/stages';
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
        orientation={isPhone ? 'vertical' : 'horizontal'}
        titlePlacement={isPhone ? 'horizontal' : 'vertical'}
        responsive={false}
        items={stages.map((stage, index) => ({
          title: t.stage[stage],
          content: index === current && loan.status !== 'disbursed' ? note() : undefined,
        }))}
      />
    </Card>
  );
}
