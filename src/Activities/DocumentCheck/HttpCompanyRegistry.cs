using Lendflow.Activities.Outside;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>The company registry over HTTP.</summary>
public sealed class HttpCompanyRegistry(OutsideCall registry) : ICompanyRegistry
{
    public async Task<OutsideResult<RegisteredCompany>> LookUpAsync(string socialCreditCode, CancellationToken cancellation)
    {
        var request = new OutsideRequest(HttpMethod.Get, $"registry/companies/{Uri.EscapeDataString(socialCreditCode)}");
        var result = await registry.AskAsync<RegisteredCompany>("a registered company", request, cancellation);
        return result.Unless(company => company.Status is "active" or "revoked" or "unknown"
            ? null
            : "Expected the status active, revoked or unknown, but the company registry answered another one.");
    }
}
