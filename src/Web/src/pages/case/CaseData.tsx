import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import type { Case } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { ApplicationData } from '../../lending/ApplicationData';
import styles from '../../lending/lending.module.css';

type Fact = [label: string, value: ReactNode];

/** The application and what the lender has found out since, stage by stage. */
export function CaseData({ loan }: { loan: Case }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const word = (key: string) => t.case.lookups[key] ?? key;
  const { documentCheck, creditReport, approval, contract, disbursement } = loan;

  return (
    <div className={styles.facts}>
      {loan.application && <ApplicationData application={loan.application} currency={loan.currency} />}
      {documentCheck && (
        <Facts
          title={t.case.documentCheck}
          facts={[
            [t.case.outcome, word(documentCheck.outcome)],
            [t.case.checkedAt, documentCheck.checkedAt && format.dateTime(documentCheck.checkedAt)],
            [
              t.case.finding,
              documentCheck.findings.length === 0
                ? t.case.noFindings
                : documentCheck.findings.map((finding) => (
                    <div key={finding.document + finding.code}>{pick(finding.message, finding.messageZh)}</div>
                  )),
            ],
          ]}
        />
      )}
      {creditReport && (
        <Facts
          title={t.case.creditReport}
          facts={[
            [t.case.bureauScore, creditReport.score],
            [t.case.outcome, t.case.bureauOutcome[creditReport.outcome] ?? creditReport.outcome],
            [t.case.delinquencies, format.number(creditReport.delinquencies12m)],
            [t.case.defaults, format.number(creditReport.defaults)],
            [t.case.openLoans, format.number(creditReport.openLoans)],
            [t.case.totalDebt, format.money(creditReport.totalDebt, loan.currency)],
            [t.case.inquiries, format.number(creditReport.inquiries6m)],
            [t.case.blacklisted, creditReport.isBlacklisted ? t.common.yes : t.common.no],
            [t.case.validUntil, format.dateTime(creditReport.validUntil)],
          ]}
        />
      )}
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
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: Fact[] }) {
  const { t } = useI18n();
  return (
    <Descriptions
      title={title}
      size="small"
      column={{ xs: 1, sm: 1, md: 2 }}
      items={facts.map(([label, children]) => ({ key: label, label, children: children || t.common.none }))}
    />
  );
}
