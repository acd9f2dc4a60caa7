namespace Lendflow.Activities;

/// <summary>A loan application as the applicant submitted it. It is the flow's input <c>application</c> and never changes
/// after acceptance; what the lender finds out is kept in variables of the case.</summary>
/// <param name="Product">Key of a row in <c>workflows/tables/products.json</c>, which also gives the currency and the limits.</param>
/// <param name="Amount">Requested amount in the product's currency, two decimals at most, above zero.</param>
/// <param name="TermMonths">Requested tenor in months.</param>
/// <param name="Purpose">Intended use of the funds, in the applicant's words.</param>
/// <param name="Channel">Where it came from: <c>online</c>, <c>branch</c> or <c>partner</c>.</param>
/// <param name="Branch">Key of the branch that owns the case.</param>
public sealed record LoanApplication(
    string Product,
    decimal Amount,
    int TermMonths,
    string Purpose,
    string Channel,
    string Branch,
    Borrower Borrower,
    Consent Consent);

/// <summary>The business that borrows.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="SocialCreditCode">Unified social credit code, 18 characters (GB 32100-2015).</param>
/// <param name="Segment"><c>individual</c> (individual business), <c>micro</c> or <c>small</c>: selects the document checklist.</param>
/// <param name="Industry">Industry code; the first two digits are the sector (NAICS in the shipped scorecard), empty when unknown.</param>
/// <param name="EstablishedOn">Date of registration; a business of at most two years counts as new.</param>
/// <param name="Employees">Number of employees today.</param>
/// <param name="JobsCreated">Jobs the loan is expected to create.</param>
/// <param name="JobsRetained">Jobs the loan is expected to keep.</param>
/// <param name="Location"><c>urban</c>, <c>rural</c> or <c>unknown</c>.</param>
/// <param name="IsFranchise">Whether it runs under a franchise.</param>
/// <param name="AnnualRevenue">Last year's revenue in the product's currency; null when not stated.</param>
/// <param name="IsExistingCustomer">Whether it had a loan here before.</param>
public sealed record Borrower(
    string Name,
    string SocialCreditCode,
    string Segment,
    string Industry,
    DateOnly EstablishedOn,
    int Employees,
    int JobsCreated,
    int JobsRetained,
    string Location,
    bool IsFranchise,
    decimal? AnnualRevenue,
    bool IsExistingCustomer,
    Person Representative);

/// <summary>The legal representative, who signs.</summary>
/// <param name="ResidentId">Resident identity number, 18 characters (GB 11643-1999).</param>
public sealed record Person(string Name, string ResidentId, string Phone, string? Email);

/// <summary>The applicant's permission to ask the credit bureau. Without it no report is pulled.</summary>
/// <param name="CreditBureau">Whether it was given.</param>
/// <param name="GivenAt">When it was given; null when it was not.</param>
public sealed record Consent(bool CreditBureau, DateTimeOffset? GivenAt);

/// <summary>A document of the case: what is known about an uploaded file, not the file itself.</summary>
/// <param name="Id">Id of the stored file.</param>
/// <param name="Kind">Document type of the checklist, for example <c>business-licence</c>.</param>
/// <param name="FileName">Name given by the uploader.</param>
/// <param name="ContentType">Media type found by looking at the content: <c>application/pdf</c>, <c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Hash of the content, lower-case hex.</param>
/// <param name="IssuedOn">Date on the document; null when it carries none.</param>
/// <param name="ExpiresOn">Last day of validity; null when it does not expire.</param>
/// <param name="Fields">Fields read from the document by name, for example <c>socialCreditCode</c>.</param>
public sealed record CaseDocument(
    string Id,
    string Kind,
    string FileName,
    string ContentType,
    long Bytes,
    string Sha256,
    DateOnly? IssuedOn,
    DateOnly? ExpiresOn,
    IReadOnlyDictionary<string, string> Fields,
    DateTimeOffset UploadedAt);
