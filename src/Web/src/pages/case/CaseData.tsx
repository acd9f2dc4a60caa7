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
            [t.case.bureauScore, creditReport.score ?? t.common.none],
            [t.case.outcome, t.case.bureauOutcome[creditReport.outcome] ?? creditReport.outcome],
            [t.case.delinquencies, creditReport.delinquencies12m],
            [t.case.defaults, creditReport.defaults],
            [t.case.openLoans, creditReport.openLoans],
            [t.case.totalDebt, format.money(creditReport.totalDebt, loan.currency)],
            [t.case.inquiries, creditReport.inquiries6m],
            [t.case.blacklisted, creditReport.isBlacklisted ? t.common.yes : t.common.no],
            [t.case.validUntil, format.dateTime(creditReport.validUntil)],
          ]}
        />
      )}
      {approval && (
        <Facts
          title={t.case.approval}
          facts={[
            [t.case.decision, word(approval.decision)],
            [t.case.level, t.roles[approval.level] ?? approval.level],
            [
              t.case.approvedAmount,
              approval.approvedAmount === null ? t.common.none : format.money(approval.approvedAmount, loan.currency),
            ],
            [t.field.term, approval.termMonths === null ? t.common.none : t.field.months(approval.termMonths)],
            [t.case.rate, approval.annualRate === null ? t.common.none : format.percent(approval.annualRate)],
            [t.case.decidedBy, `${approval.decidedBy}, ${format.dateTime(approval.decidedAt)}`],
            [t.case.conditions, approval.conditions.join('; ') || t.common.none],
          ]}
        />
      )}
      {contract && (
        <Facts
          title={t.case.contract}
          facts={[
            [t.case.contractNumber, contract.number],
            [t.field.status, word(contract.status)],
            [t.case.signedAt, contract.signedAt ? format.dateTime(contract.signedAt) : t.common.none],
            ['SHA-256', contract.sha256?.slice(0, 16) ?? t.common.none],
          ]}
        />
      )}
      {disbursement && (
        <Facts
          title={t.case.disbursement}
          facts={[
            [t.case.booking, disbursement.bookingId],
            [t.field.amount, format.money(disbursement.amount, disbursement.currency)],
            [t.case.account, disbursement.account],
            [t.case.bookedAt, format.dateTime(disbursement.bookedAt)],
          ]}
        />
      )}
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <Descriptions
      title={title}
      size="small"
      column={{ xs: 1, sm: 1, md: 2 }}
      items={facts.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}
