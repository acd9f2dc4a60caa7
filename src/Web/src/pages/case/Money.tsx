import type { Case } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import styles from '../../lending/lending.module.css';
import { EmptyState } from '../../shell/EmptyState';
import { Facts } from './Facts';

/** What was asked for, granted, signed and paid out. */
export function Money({ loan }: { loan: Case }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const word = (key: string) => t.case.lookups[key] ?? key;
  const { application, approval, contract, disbursement } = loan;

  return (
    <div className={styles.facts}>
      <Facts
        title={t.case.asked}
        facts={[
          [t.field.amount, format.money(loan.amount, loan.currency)],
          [t.field.term, application && t.field.months(application.termMonths)],
          [t.field.purpose, application?.purpose],
        ]}
      />
      {approval && (
        <Facts
          title={t.case.approval}
          facts={[
            [t.case.decision, t.case.decisions[approval.decision] ?? approval.decision],
            [t.case.level, pick(approval.authority, approval.authorityZh)],
            [t.case.approvedAmount, approval.approvedAmount && format.money(approval.approvedAmount, loan.currency)],
            [t.field.term, approval.termMonths && t.field.months(approval.termMonths)],
            [t.case.rate, approval.annualRate && format.percent(approval.annualRate)],
            [
              t.case.decidedBy,
              [approval.decidedBy || t.case.automatic, format.dateTime(approval.decidedAt)].join(', '),
            ],
            [t.case.reasons, approval.reasons.map((reason) => pick(reason.label, reason.labelZh)).join('; ')],
          ]}
        />
      )}
      {contract && (
        <Facts
          title={t.case.contract}
          facts={[
            [t.case.contractNumber, contract.number],
            [t.field.status, word(contract.status)],
            [t.case.signedAt, contract.signedAt && format.dateTime(contract.signedAt)],
            ['SHA-256', contract.sha256?.slice(0, 16)],
          ]}
        />
      )}
      {disbursement && (
        <Facts
          title={t.case.disbursement}
          facts={
            disbursement.bookingId
              ? [
                  [t.case.booking, disbursement.bookingId],
                  [t.case.bookedAmount, disbursement.amount && format.money(disbursement.amount, loan.currency)],
                  [t.case.account, disbursement.account],
                  [t.case.bookedAt, disbursement.bookedAt && format.dateTime(disbursement.bookedAt)],
                ]
              : [[t.case.unmet, disbursement.unmet.map((condition) => <div key={condition}>{condition}</div>)]]
          }
        />
      )}
      {!approval && !contract && !disbursement && <EmptyState title={t.case.noMoney} hint={t.case.noMoneyHint} />}
    </div>
  );
}
