using System.Linq.Expressions;
using Lendflow.Storage.Rows;

namespace Lendflow.Storage.Queries;

/// <summary>A case as lists show it. The facts are those of <see cref="Engine.Storage.CaseFacts"/>.</summary>
/// <param name="Number">The business key; null for instances that have none.</param>
/// <param name="Status">What became of it; <see cref="Running"/> or <see cref="Finished"/> as long as the flow has said nothing.</param>
/// <param name="Amount">In units of the currency, four decimals.</param>
public sealed record CaseSummary(
    string InstanceId,
    string DefinitionId,
    string? Number,
    string Status,
    string? Stage,
    string? Track,
    string? Product,
    string? Branch,
    string? Borrower,
    decimal? Amount,
    string? Currency,
    string? Grade,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    string? WaitingFor,
    bool HasIncident)
{
    public const string Running = "running";
    public const string Finished = "finished";

    internal static readonly Expression<Func<InstanceRow, CaseSummary>> Of = i => new CaseSummary(
        i.Id, i.DefinitionId, i.CorrelationId, i.CaseStatus, i.Stage, i.Track, i.Product, i.Branch, i.Borrower, i.Amount, i.Currency,
        i.Grade, i.CreatedAt, i.UpdatedAt, i.FinishedAt, i.WaitingFor, i.HasIncident);
}
