import type { components } from './schema';

/** The shapes of the API by their own names, so that pages need not spell out the generated path. */
type Schemas = components['schemas'];

/** Every member may be missing: a proxy on the way answers in its own words. */
export type Problem = Partial<Schemas['Problem']>;
export type User = Schemas['User'];
export type Product = Schemas['Product'];
export type ChecklistDocument = Schemas['ChecklistDocument'];
export type Branch = Schemas['Branch'];
export type LoanApplication = Schemas['LoanApplication'];
export type SubmittedApplication = Schemas['SubmittedApplication'];
export type SubmittedDocument = Schemas['SubmittedDocument'];
export type Receipt = Schemas['Receipt'];
export type CaseSummary = Schemas['CaseSummary'];
export type CaseStatus = CaseSummary['status'];
export type Track = NonNullable<CaseSummary['track']>;
export type Case = Schemas['Case'];
export type Score = Schemas['Score'];
export type Opinion = Schemas['Opinion'];
export type Incident = Schemas['Incident'];
export type StageTime = Schemas['StageTime'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type CaseDocument = Schemas['CaseDocument'];
export type Outcome = Schemas['Outcome'];
export type TaskSummary = Schemas['TaskSummary'];
export type TaskEvent = Schemas['TaskEvent'];
export type Task = Schemas['Task'];
export type Completion = Schemas['Completion'];
export type Flow = Schemas['Flow'];
export type BundlePreview = Schemas['BundlePreview'];
export type FlowChange = Schemas['FlowChange'];
export type FlowPreview = Schemas['FlowPreview'];
export type FlowFindings = Schemas['FlowFindings'];
export type FlowVersion = Schemas['FlowVersion'];
export type LintFinding = Schemas['LintFinding'];
export type FormSummary = Schemas['FormSummary'];
export type FormDraft = Schemas['FormDraft'];
export type FormEdition = Schemas['FormEdition'];
export type LenderForm = Schemas['Form'];
export type Applicant = Schemas['Applicant'];
export type ApplicantTask = Schemas['ApplicantTask'];
export type OwnApplicationSummary = Schemas['OwnApplicationSummary'];
export type Clock = Schemas['Clock'];
export type TablePreview = Schemas['TablePreview'];
export type OpenIncident = Schemas['OpenIncident'];
