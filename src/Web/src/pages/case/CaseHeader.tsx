import { App, Button, Input } from 'antd';
import { useRef } from 'react';
import { useWithdraw } from '../../api/cases';
import type { Case } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { GradeTag, StatusTag, TrackTag } from '../../lending/Tags';
import { describeError } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import styles from './Case.module.css';

export function CaseHeader({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  return (
    <>
      <PageHeader title={loan.number}>
        {loan.status === 'running' && <WithdrawButton number={loan.number} />}
      </PageHeader>
      <div className={styles.header}>
        <div className={styles.borrower}>{loan.borrower}</div>
        <div className={styles.facts}>
          <strong className={styles.amount}>{format.money(loan.amount, loan.currency)}</strong>
          <StatusTag status={loan.status} />
          <TrackTag track={loan.track} />
          {loan.grade && (
            <span>
              {t.field.grade} <GradeTag grade={loan.grade} />
            </span>
          )}
          <span className="quiet">
            {names.product(loan.product)} · {names.branch(loan.branch)} · {t.field.submitted}{' '}
            {format.dateTime(loan.submittedAt)}
          </span>
        </div>
      </div>
    </>
  );
}

function WithdrawButton({ number }: { number: string }) {
  const { t } = useI18n();
  const { modal, message } = App.useApp();
  const withdraw = useWithdraw(number);
  const reason = useRef('');

  const ask = () =>
    modal.confirm({
      title: t.case.withdrawTitle,
      content: (
        <>
          <p>{t.case.withdrawHint}</p>
          <Input.TextArea
            aria-label={t.case.reason}
            placeholder={t.case.reason}
            rows={3}
            onChange={(event) => {
              reason.current = event.target.value;
            }}
          />
        </>
      ),
      okText: t.case.withdraw,
      okButtonProps: { danger: true },
      onOk: async () => {
        if (!reason.current.trim()) {
          message.error(t.case.reasonMissing);
          throw new Error(t.case.reasonMissing);
        }
        await withdraw.mutateAsync(reason.current).then(
          () => message.success(t.case.withdrawn),
          (error) => message.error(describeError(error, t)),
        );
      },
    });

  return <Button onClick={ask}>{t.case.withdraw}</Button>;
}
