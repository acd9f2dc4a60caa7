namespace Lendflow.Engine.Running;

/// <summary>Executions that are not over, by owner: a loop of many turns leaves many that are, until its burst is committed.
/// Derived from the executions, so it is never stored.</summary>
sealed class OpenExecutions
{
    const int NoOwner = 0;

    Dictionary<int, SortedSet<int>>? byOwner;

    public IReadOnlyDictionary<int, SortedSet<int>> Of(IEnumerable<ActivityExecution> all)
    {
        if (byOwner is not null) return byOwner;
        byOwner = [];
        foreach (var execution in all.Where(a => !a.IsOver)) Add(execution);
        return byOwner;
    }

    public void Add(ActivityExecution execution)
    {
        if (byOwner is null) return;
        var owner = execution.Owner ?? NoOwner;
        if (!byOwner.TryGetValue(owner, out var ids)) byOwner[owner] = ids = [];
        ids.Add(execution.Id);
    }

    public void Remove(ActivityExecution execution)
    {
        var owner = execution.Owner ?? NoOwner;
        if (byOwner is null || !byOwner.TryGetValue(owner, out var ids)) return;
        ids.Remove(execution.Id);
        if (ids.Count == 0) byOwner.Remove(owner);
    }
}
