import { Descriptions } from 'antd';
import type { LoanApplication } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import styles from './lending.module.css';
import { useNames } from './names';

type Props = { application: LoanApplication; currency: string; columns?: number };

/** The application as it was submitted. */
export function ApplicationData({ application, currency, columns = 2 }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const { borrower, consent } = application;
  const person = borrower.representative;
  const column = { xs: 1, sm: 1, md: columns };
  const yesNo = (value: boolean) => (value ? t.common.yes : t.common.no);
  const item = (label: string, children: React.ReactNode) => ({
    key: label,
    label,
    children: children || t.common.none,
  });

  return (
    <div className={styles.facts}>
      <Descriptions
        title={t.case.application}
        size="small"
        column={column}
        items={[
          item(t.field.product, names.product(application.product)),
          item(t.field.amount, format.money(application.amount, currency)),
          item(t.field.term, t.field.months(application.termMonths)),
          item(t.field.channel, t.channels[application.channel] ?? application.channel),
          item(t.field.branch, names.branch(application.branch)),
          item(t.field.purpose, application.purpose),
        ]}
      />
      <Descriptions
        title={t.case.business}
        size="small"
        column={column}
        items={[
          item(t.field.borrower, borrower.name),
          item(t.field.socialCreditCode, borrower.socialCreditCode),
          item(t.field.segment, t.segments[borrower.segment] ?? borrower.segment),
          item(t.field.industry, borrower.industry),
          item(t.field.establishedOn, format.date(borrower.establishedOn)),
          item(t.field.location, t.locations[borrower.location] ?? borrower.location),
          item(t.field.employees, format.number(borrower.employees)),
          item(
            t.field.annualRevenue,
            borrower.annualRevenue !== null && format.money(borrower.annualRevenue, currency),
          ),
          item(t.field.jobsCreated, format.number(borrower.jobsCreated)),
          item(t.field.jobsRetained, format.number(borrower.jobsRetained)),
          item(t.field.isFranchise, yesNo(borrower.isFranchise)),
          item(t.field.isExistingCustomer, yesNo(borrower.isExistingCustomer)),
        ]}
      />
      <Descriptions
        title={t.field.representative}
        size="small"
        column={column}
        items={[
          item(t.field.name, person.name),
          item(t.field.residentId, person.residentId),
          item(t.field.phone, person.phone),
          item(t.field.email, person.email),
          item(
            t.field.consent,
            consent.creditBureau && consent.givenAt
              ? t.field.consentGiven(format.dateTime(consent.givenAt))
              : t.field.consentMissing,
          ),
        ]}
      />
    </div>
  );
}
