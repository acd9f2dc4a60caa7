using Lendflow.Activities.Outside;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>Asks the company register.</summary>
public sealed class CompanyLookupJob(ICompanyRegistry registry) : IJobHandler
{
    public const string JobKind = "company-lookup";

    public string Kind => JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<CompanyLookup>(job.Payload) is not { } lookup) return OutsideJob.Unreadable(job);
        var result = await registry.LookUpAsync(lookup.SocialCreditCode, cancellationToken);
        return result is Refused<RegisteredCompany> { Code: "not-registered" }
            ? new JobAnswer.Done(Values.From(new CompanyLookupResult("not-registered")))
            : OutsideJob.Answer(result, company => new CompanyLookupResult(company.Status));
    }
}

sealed record CompanyLookup(string SocialCreditCode);

/// <param name="Status"><c>active</c>, <c>revoked</c>, <c>unknown</c> or <c>not-registered</c>.</param>
sealed record CompanyLookupResult(string Status);
