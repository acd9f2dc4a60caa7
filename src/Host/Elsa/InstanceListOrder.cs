using Lendflow.Engine.Running;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>What Studio's list of instances asks for.</summary>
/// <param name="OrderBy">Created, LastExecuted (Elsa's server says UpdatedAt), Finished or Name.</param>
sealed record InstanceListOrder(
    int? Page = null, int? PageSize = null, string? SearchTerm = null, string? DefinitionId = null, IReadOnlyList<string>? DefinitionIds = null,
    string? CorrelationId = null, int? Version = null, bool? HasIncidents = null, bool? IsSystem = null,
    string? Status = null, IReadOnlyList<string>? Statuses = null, string? SubStatus = null, IReadOnlyList<string>? SubStatuses = null,
    string? OrderBy = null, string? OrderDirection = null, IReadOnlyList<TimestampFilter>? TimestampFilters = null)
{
    public InstanceFilter ToFilter() => new(SearchTerm, DefinitionId, Version, CorrelationId, HasIncident: HasIncidents)
    {
        DefinitionIds = DefinitionIds ?? [],
        Statuses = [.. Parsed<WorkflowStatus>([Status, .. Statuses ?? []])],
        SubStatuses = [.. Parsed<WorkflowSubStatus>([SubStatus, .. SubStatuses ?? []])],
        Moments = [.. (TimestampFilters ?? []).Select(f => f.ToRange())],
        Order = OrderOf(OrderBy),
        IsAscending = "Ascending".Equals(OrderDirection, StringComparison.OrdinalIgnoreCase),
    };

    public static InstanceOrder OrderOf(string? name) => name?.ToUpperInvariant() switch
    {
        "UPDATEDAT" or "LASTEXECUTED" => InstanceOrder.Updated,
        "FINISHED" or "FINISHEDAT" => InstanceOrder.Finished,
        "NAME" => InstanceOrder.Name,
        _ => InstanceOrder.Created,
    };

    static IEnumerable<T> Parsed<T>(IEnumerable<string?> names) where T : struct, Enum =>
        names.Where(n => !string.IsNullOrEmpty(n)).Select(n => Enum.TryParse<T>(n, ignoreCase: true, out var value) ? value : (T?)null).OfType<T>();
}

/// <summary>The same as a query, which Elsa allows too.</summary>
sealed class InstanceListQuery
{
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public string[]? DefinitionIds { get; init; }
    public string? CorrelationId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public string? Status { get; init; }
    public string[]? Statuses { get; init; }
    public string? SubStatus { get; init; }
    public string[]? SubStatuses { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }

    public InstanceListOrder ToOrder() => new(
        Page, PageSize, SearchTerm, DefinitionId, DefinitionIds, CorrelationId, Version, HasIncidents, IsSystem, Status, Statuses, SubStatus, SubStatuses, OrderBy, OrderDirection);
}

/// <param name="Column">CreatedAt, UpdatedAt or FinishedAt.</param>
/// <param name="Operator">Is, IsNot, LessThan, GreaterThan, LessThanOrEqual or GreaterThanOrEqual. IsNot is not supported and narrows nothing.</param>
sealed record TimestampFilter(string? Column, string? Operator, DateTimeOffset Timestamp)
{
    static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public MomentRange ToRange()
    {
        var after = Timestamp + Tick;
        var column = InstanceListOrder.OrderOf(Column);
        return Operator switch
        {
            "Is" => new MomentRange(column, Timestamp, after),
            "LessThan" => new MomentRange(column, null, Timestamp),
            "LessThanOrEqual" => new MomentRange(column, null, after),
            "GreaterThan" => new MomentRange(column, after, null),
            "GreaterThanOrEqual" => new MomentRange(column, Timestamp, null),
            _ => new MomentRange(column, null, null),
        };
    }
}
