import type { Case } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { ApplicationData } from '../../lending/ApplicationData';
import styles from '../../lending/lending.module.css';
import { Facts } from './Facts';

/** The application and what the lender has found out since, stage by stage. */
export function CaseData({ loan }: { loan: Case }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const word = (key: string) => t.case.lookups[key] ?? key;
  const { documentCheck, creditReport } = loan;

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
    </div>
  );
}
