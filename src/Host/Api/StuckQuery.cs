using System.ComponentModel.DataAnnotations;
using Lendflow.Engine.Definitions;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Which of what does not get on is wanted.</summary>
sealed class StuckQuery
{
    static readonly Dictionary<string, StuckReason> Reasons = new()
    {
        ["incident"] = StuckReason.Incident, ["jobIsRetried"] = StuckReason.JobIsRetried, ["nobodyCame"] = StuckReason.NobodyCame, ["waitsForNothing"] = StuckReason.WaitsForNothing,
    };

    [FromQuery(Name = "reason"), AllowedValues("incident", "jobIsRetried", "nobodyCame", "waitsForNothing")] public string? Reason { get; set; }

    /// <summary>Definition id.</summary>
    [FromQuery(Name = "flow")] public string? Flow { get; set; }

    /// <summary>Only what has stood still for longer.</summary>
    [FromQuery(Name = "olderThanMinutes")] public int? OlderThanMinutes { get; set; }

    /// <summary>From 0.</summary>
    [FromQuery(Name = "page")] public int? Page { get; set; }

    [FromQuery(Name = "pageSize")] public int? PageSize { get; set; }

    public PageRequest Wanted => new(Page ?? 0, PageSize ?? 25);

    public Problem? Problem() =>
        Reason is null || Reasons.ContainsKey(Reason) ? null : new Problem("$.reason", $"Expected one of {string.Join(", ", Reasons.Keys)}, but got '{Reason}'.");

    public StuckFilter FilterAt(DateTimeOffset now) =>
        new(Reason is null ? null : Reasons[Reason], Flow, OlderThanMinutes > 0 ? now - TimeSpan.FromMinutes(OlderThanMinutes.Value) : null);
}
