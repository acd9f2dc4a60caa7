using System.Diagnostics;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cli.Bench;

/// <param name="Open">Open tasks in the store.</param>
/// <param name="Done">Completed tasks in the store.</param>
/// <param name="Rounds">How often each query is asked in each of the <see cref="InboxBench.Repeats"/> repeats.</param>
/// <param name="Kept">Folder, or name of a database on the server, that is filled once and kept; null for a store that goes in the end.</param>
sealed record InboxLoad(int Open, int Done, int Rounds, string? PostgresServer, string? Kept = null);

/// <summary>What pages of the inbox, counts and a claim cost in a store that has grown.</summary>
static class InboxBench
{
    public const int Repeats = 5;
    const int Claims = 300;
    const string Step = """{"id":"decide","type":"Lendflow.HumanTask","candidateGroups":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"officers\"]"}}}""";

    /// <summary>A fifth of the open tasks is theirs.</summary>
    static readonly Person Officer = new("user7", ["officers"]);

    /// <summary>Every open task is.</summary>
    static readonly Person Head = new("user9", InboxFilling.Groups);

    /// <summary>Hardly one is.</summary>
    static readonly Person Committee = new("user11", [InboxFilling.SmallGroup]);

    public static async Task<BenchReport> RunAsync(InboxLoad load, CancellationToken cancellation)
    {
        await using var rig = await PeopleRig.OpenAsync(Step, load.PostgresServer, cancellation, load.Kept);
        var filling = Stopwatch.GetTimestamp();
        if (await rig.Get<TaskQueries>().FindAsync("o0", cancellation) is null) await InboxFilling.FillAsync(rig, load.Open, load.Done, cancellation);
        await rig.StartAsync(Claims, cancellation);
        await rig.SettleAsync(cancellation);
        var filled = Stopwatch.GetElapsedTime(filling);

        var timings = new List<Timing>();
        var queries = Queries(rig.Get<TaskQueries>(), rig.Clock.GetUtcNow(), cancellation).Concat(OfTeam(rig.Get<TeamQueries>(), rig.Clock.GetUtcNow(), cancellation)).ToList();
        var floor = new Timing("one task by its key (the floor)", Repeats, await TimesAsync(load.Rounds * Repeats, n => rig.Get<TaskQueries>().FindAsync($"o{n * 7919 % load.Open}", cancellation)));
        foreach (var (name, query) in queries)
        {
            await query();
            timings.Add(new Timing(name, Repeats, await TimesAsync(load.Rounds * Repeats, _ => query())));
        }
        timings.Add(new Timing("claim", Repeats, await TimesAsync(Claims, n => ClaimAsync(rig, n, cancellation))));
        return new BenchReport("inbox", [.. timings.Prepend(floor).SelectMany(Figures)], floor.P95,
        [
            $"{load.Open:N0} open and {load.Done:N0} done tasks, filled in {filled.TotalSeconds:N0} s; {InboxFilling.Groups.Length} groups, a fifth of the open tasks taken. {(load.PostgresServer is null ? "SQLite." : "PostgreSQL.")}",
            $"One request after the other, {Repeats} times {load.Rounds} of each; a page has 25 tasks with their cases. Officer: one group of five; head: all five; committee: a group with hardly a task.",
            Machine.Load,
        ]) { Timings = [floor, .. timings] };
    }

    static IEnumerable<(string, Func<Task>)> Queries(TaskQueries inbox, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var scope in Enum.GetValues<TaskScope>()) yield return ($"page of {scope}", Page(new TaskFilter(Officer, scope)));
        foreach (var sort in new[] { TaskSort.Priority, TaskSort.Created })
            foreach (var scope in new[] { TaskScope.Available, TaskScope.All }) yield return ($"page of {scope}, by {sort}", Page(new TaskFilter(Officer, scope, Sort: sort)));
        yield return ("page of Available, head", Page(new TaskFilter(Head, TaskScope.Available)));
        yield return ("page of Available, committee", Page(new TaskFilter(Committee, TaskScope.Available)));
        yield return ("page 40 of Team, head", () => inbox.ListAsync(new TaskFilter(Head, TaskScope.Team), new PageRequest(39), cancellation));
        yield return ("page of Available, one stage", Page(new TaskFilter(Officer, TaskScope.Available, Stage: "review")));
        yield return ("page of All, a product without tasks", Page(new TaskFilter(Officer, TaskScope.All) { Product = "none" }));
        yield return ("page of All, one assignee", Page(new TaskFilter(Officer, TaskScope.All) { Assignee = "user33" }));
        yield return ("page of All, one group", Page(new TaskFilter(Officer, TaskScope.All) { Group = "reviewers" }));
        yield return ("page of All, one branch and a stage", Page(new TaskFilter(Officer, TaskScope.All, Stage: "signing") { Branch = InboxFilling.BorrowerOf(4)[..2] }));
        yield return ("page of All, late", Page(new TaskFilter(Officer, TaskScope.All) { DueBefore = now }));
        yield return ("page of Available, urgent", Page(new TaskFilter(Officer, TaskScope.Available) { MinPriority = 90 }));
        yield return ("page of Available, urgent, none", Page(new TaskFilter(Officer, TaskScope.Available) { MinPriority = 100 }));
        yield return ("200 of Available, for the next task", () => inbox.ListAsync(new TaskFilter(Officer, TaskScope.Available), new PageRequest(0, 200), cancellation));
        yield return ("page of Available, one case searched", Page(new TaskFilter(Officer, TaskScope.Available, Search: "bench-o7700")));
        yield return ("page of Available, a Chinese name searched", Page(new TaskFilter(Officer, TaskScope.Available, Search: InboxFilling.BorrowerOf(4711))));
        yield return ("page of Available, what all have searched", Page(new TaskFilter(Officer, TaskScope.Available, Search: "bench decide")));
        yield return ("page of Done, searched", Page(new TaskFilter(Officer, TaskScope.Done, Search: "bench-d1207")));
        yield return ("page of Done, one stage by priority", Page(new TaskFilter(Officer, TaskScope.Done, Stage: "review", Sort: TaskSort.Priority)));
        yield return ("counts of all tabs", () => inbox.CountAsync(Officer, cancellation));
        yield return ("counts of all tabs, head", () => inbox.CountAsync(Head, cancellation));
        foreach (var by in new[] { TaskGrouping.Stage, TaskGrouping.Step })
            yield return ($"counts of Available by {by}", () => inbox.CountByAsync(new TaskFilter(Officer, TaskScope.Available), by, cancellation));
        yield return ("counts of Team by Stage, head", () => inbox.CountByAsync(new TaskFilter(Head, TaskScope.Team), TaskGrouping.Stage, cancellation));
        yield return ("counts of All by Assignee", () => inbox.CountByAsync(new TaskFilter(Officer, TaskScope.All), TaskGrouping.Assignee, cancellation));
        yield return ("counts of Done by Stage", () => inbox.CountByAsync(new TaskFilter(Officer, TaskScope.Done), TaskGrouping.Stage, cancellation));

        Func<Task> Page(TaskFilter filter) => () => inbox.ListAsync(filter, new PageRequest(), cancellation);
    }

    static IEnumerable<(string, Func<Task>)> OfTeam(TeamQueries team, DateTimeOffset now, CancellationToken cancellation)
    {
        string[] people = [.. Enumerable.Range(0, 200).Select(n => $"user{n}")];
        yield return ("team: work of every group", () => team.GroupsAsync(now, cancellation));
        yield return ("team: work of 200 people", () => team.PeopleAsync(people, now, now.AddDays(-7), cancellation));
        yield return ("team: ages of what is open", () => team.AgesAsync(null, now, cancellation));
        yield return ("team: ages of a group", () => team.AgesAsync("officers", now, cancellation));
        yield return ("team: done in 14 days by 10 people", () => team.DoneAsync(people[..10], now, 14, cancellation));
    }

    static async Task<List<double>> TimesAsync(int rounds, Func<int, Task> act)
    {
        var times = new List<double>();
        for (var n = 0; n < rounds; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await act(n);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return times;
    }

    static IEnumerable<Figure> Figures(Timing timing) =>
        [new($"{timing.Name}, p50", timing.P50, "ms"), new($"{timing.Name}, p95", timing.P95, "ms"), new($"{timing.Name}, p95 of the best repeat", timing.BestP95, "ms"), new($"{timing.Name}, p95 of the worst repeat", timing.WorstP95, "ms")];

    static async Task ClaimAsync(PeopleRig rig, int n, CancellationToken cancellation)
    {
        var instance = (await rig.Store.LoadAsync(rig.IdOf(n), cancellation))!;
        var result = await rig.Runner.RunAsync(instance.Id, new Trigger.Task(new TaskCommand(instance.Tasks.Keys.Single(), TaskAction.Claim, Officer, 0)), $"claim-{instance.Id}", cancellation);
        if (result.Refusal is { } refusal) throw new InvalidOperationException($"Expected a claim, but: {refusal.Problems[0].Message}");
    }
}
