using System.Security.Claims;
using Lendflow.Engine.Tasks;
using Lendflow.Host.People;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>What is asked of an inbox, as a query string: a saved view keeps the same.</summary>
sealed class InboxQuery
{
    static readonly Dictionary<string, TaskScope> Scopes = new()
    {
        ["available"] = TaskScope.Available, ["mine"] = TaskScope.Mine, ["followUp"] = TaskScope.FollowUp, ["asked"] = TaskScope.Asked,
        ["team"] = TaskScope.Team, ["done"] = TaskScope.Done, ["all"] = TaskScope.All,
    };

    static readonly Dictionary<string, TaskSort> Sorts = new() { ["due"] = TaskSort.Due, ["-due"] = TaskSort.DueDescending, ["priority"] = TaskSort.Priority, ["created"] = TaskSort.Created };

    [FromQuery(Name = "scope")] public string? Scope { get; set; }
    [FromQuery(Name = "search")] public string? Search { get; set; }
    [FromQuery(Name = "flow")] public string? Flow { get; set; }
    [FromQuery(Name = "stage")] public string? Stage { get; set; }
    [FromQuery(Name = "step")] public string? Step { get; set; }
    [FromQuery(Name = "minPriority")] public int? MinPriority { get; set; }
    [FromQuery(Name = "product")] public string? Product { get; set; }
    [FromQuery(Name = "branch")] public string? Branch { get; set; }
    [FromQuery(Name = "group")] public string? Group { get; set; }
    [FromQuery(Name = "assignee")] public string? Assignee { get; set; }
    [FromQuery(Name = "dueBefore")] public DateTimeOffset? DueBefore { get; set; }
    [FromQuery(Name = "sort")] public string? Sort { get; set; }

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public ProblemResult? Read(Person person, ClaimsPrincipal user, out TaskFilter? filter)
    {
        filter = null;
        if (!Scopes.TryGetValue(Scope ?? "available", out var scope)) return Problems.Of(400, $"Expected one of {string.Join(", ", Scopes.Keys)} as scope, but found '{Scope}'.");
        if (!string.IsNullOrEmpty(Sort) && !Sorts.ContainsKey(Sort)) return Problems.Of(400, $"Expected one of {string.Join(", ", Sorts.Keys)} as sort, but found '{Sort}'.");
        if (scope == TaskScope.All && !Roles.SeeAll.Any(person.IsIn)) return Problems.Of(403, $"Expected one of the roles {string.Join(", ", Roles.SeeAll)} to see everybody's tasks, but you have {string.Join(", ", Roles.OfUser(user))}.");
        filter = new TaskFilter(person, scope, Search, OrNull(Flow), OrNull(Stage), string.IsNullOrEmpty(Sort) ? null : Sorts[Sort])
        {
            Product = OrNull(Product), Branch = OrNull(Branch), Group = OrNull(Group), Assignee = OrNull(Assignee), DueBefore = DueBefore, Step = OrNull(Step), MinPriority = MinPriority,
        };
        return null;
    }

    static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
