using Lendflow.Activities.Outside;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>The official register of businesses. Asking is a read: it may be repeated.</summary>
public interface ICompanyRegistry
{
    /// <summary>Looks a business up by its unified social credit code. Refused with <c>not-registered</c> when there is none.</summary>
    Task<OutsideResult<RegisteredCompany>> LookUpAsync(string socialCreditCode, CancellationToken cancellation);
}

/// <summary>A business as registered.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="Status"><c>active</c>, <c>revoked</c> (licence withdrawn) or <c>unknown</c>.</param>
/// <param name="LegalRepresentative">Name of the person who may sign for it.</param>
public sealed record RegisteredCompany(string Name, string Status, DateOnly EstablishedOn, string LegalRepresentative);
