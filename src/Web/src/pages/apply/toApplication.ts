import type { LoanApplication } from '../../api/types';
import type { Entries } from './draft';

/** The application that the entries make once every step has been validated; what was left open gets its neutral value. */
export function toApplication(entries: Entries): LoanApplication {
  const { papers: _, ...rest } = entries;
  const { borrower, consent, ...loan } = rest as LoanApplication;
  const { representative } = borrower;
  return {
    ...loan,
    // Staff enter what an applicant brings to the counter; partners and web shops call the API.
    channel: 'branch',
    borrower: {
      ...borrower,
      industry: borrower.industry ?? '',
      isFranchise: borrower.isFranchise ?? false,
      isExistingCustomer: borrower.isExistingCustomer ?? false,
      annualRevenue: borrower.annualRevenue ?? null,
      representative: { ...representative, email: representative.email || null },
    },
    consent: { creditBureau: consent.creditBureau, givenAt: consent.creditBureau ? consent.givenAt : null },
  };
}
