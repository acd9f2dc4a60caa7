import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { useNames } from '../lending/names';
import styles from './Forms.module.css';
import { useSurroundings } from './surroundings';

/** Data of the case that forms can show (src/HumanTasks/Forms/FormLayout.cs lists the same). */
export const caseData = [
  'number',
  'borrower',
  'product',
  'branch',
  'amount',
  'termMonths',
  'purpose',
  'grade',
  'track',
  'submittedAt',
  'socialCreditCode',
  'industry',
  'establishedOn',
  'employees',
  'annualRevenue',
  'representative',
  'phone',
] as const;

export type CaseDatum = (typeof caseData)[number];

/** Something the case knows, to read beside what is entered. */
export function CaseItem({ name }: { name: string }) {
  const { t } = useI18n();
  const value = useCaseDatum(name as CaseDatum);
  return (
    <dl className={styles.case}>
      <dt>{caseLabel(name as CaseDatum, t)}</dt>
      <dd>{value || t.common.none}</dd>
    </dl>
  );
}

export function caseLabel(name: CaseDatum, t: ReturnType<typeof useI18n>['t']): string {
  const labels: Record<CaseDatum, string> = {
    number: t.field.number,
    borrower: t.field.borrower,
    product: t.field.product,
    branch: t.field.branch,
    amount: t.field.amount,
    termMonths: t.field.term,
    purpose: t.field.purpose,
    grade: t.field.grade,
    track: t.field.track,
    submittedAt: t.field.submitted,
    socialCreditCode: t.field.socialCreditCode,
    industry: t.field.industry,
    establishedOn: t.field.establishedOn,
    employees: t.field.employees,
    annualRevenue: t.field.annualRevenue,
    representative: t.field.representative,
    phone: t.field.phone,
  };
  return labels[name] ?? name;
}

function useCaseDatum(name: CaseDatum): string | undefined {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const { summary, application } = useSurroundings();
  const business = application?.borrower;
  const currency = summary?.currency || 'CNY';
  const read: Record<CaseDatum, () => string | null | undefined | false> = {
    number: () => summary?.number,
    borrower: () => summary?.borrower,
    product: () => summary && names.product(summary.product),
    branch: () => summary && names.branch(summary.branch),
    amount: () => summary && format.money(summary.amount, currency),
    termMonths: () => application && t.field.months(application.termMonths),
    purpose: () => application?.purpose,
    grade: () => summary?.grade,
    track: () => summary?.track && t.track[summary.track],
    submittedAt: () => summary && format.dateTime(summary.submittedAt),
    socialCreditCode: () => business?.socialCreditCode,
    industry: () => business?.industry,
    establishedOn: () => business && format.date(business.establishedOn),
    employees: () => business && format.number(business.employees),
    annualRevenue: () => business?.annualRevenue != null && format.money(business.annualRevenue, currency),
    representative: () => business?.representative.name,
    phone: () => business?.representative.phone,
  };
  return read[name]?.() || undefined;
}
