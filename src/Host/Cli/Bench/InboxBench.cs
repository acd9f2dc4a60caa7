using System.Diagnostics;
using System.Text.Json;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cli.Bench;

/// <param name="Open">Open tasks in the store.</param>
/// <param name="Done">Completed tasks in the store.</param>
/// <param name="Rounds">How often each query is asked.</param>
sealed record InboxLoad(int Open, int Done, int Rounds, string? PostgresServer);

/// <summary>What a page of the inbox and a claim cost in a store that has grown.</summary>
static class InboxBench
{
    const int TasksPerCommit = 100;
    const int Claims = 300;
    const string Step = """{"id":"decide","type":"Lendflow.HumanTask","candidateGroups":{"typeName":"List<String>","expression":{"type":"Object","value":"[\"officers\"]"}}}""";

    static readonly string[] Groups = ["officers", "analysts", "reviewers", "managers", "directors"];
    static readonly string[] Stages = ["documents", "review", "approval", "signing", "disbursement"];
    static readonly Person Reader = new("user7", ["officers"]);

    public static async Task<BenchReport> RunAsync(InboxLoad load, CancellationToken cancellation)
    {
        await using var rig = await PeopleRig.OpenAsync(Step, load.PostgresServer, cancellation);
        var filling = Stopwatch.GetTimestamp();
        await FillAsync(rig, load, cancellation);
        await rig.StartAsync(Claims, cancellation);
        var filled = Stopwatch.GetElapsedTime(filling);

        var figures = new List<Figure>();
        foreach (var (name, query) in Queries(rig.Get<TaskQueries>(), cancellation))
        {
            await query();
            figures.AddRange(Percentiles(name, await TimesAsync(load.Rounds, _ => query())));
        }
        figures.AddRange(Percentiles("claim", await TimesAsync(Claims, n => ClaimAsync(rig, n, cancellation))));
        return new BenchReport("inbox", figures, null,
        [
            $"{load.Open:N0} open and {load.Done:N0} done tasks, filled in {filled.TotalSeconds:N0} s; {Groups.Length} groups, a fifth of the open tasks taken. {(load.PostgresServer is null ? "SQLite." : "PostgreSQL.")}",
            "One request after the other; a page has 25 tasks with their cases.",
        ]);
    }

    static IEnumerable<(string, Func<Task>)> Queries(TaskQueries inbox, CancellationToken cancellation)
    {
        foreach (var scope in Enum.GetValues<TaskScope>()) yield return ($"page of {scope}", () => inbox.ListAsync(new TaskFilter(Reader, scope), new PageRequest(), cancellation));
        yield return ("counts of all tabs", () => inbox.CountAsync(Reader, cancellation));
        yield return ("page of Available, by priority", () => inbox.ListAsync(new TaskFilter(Reader, TaskScope.Available, Sort: TaskSort.Priority), new PageRequest(), cancellation));
        yield return ("page of Available, one stage", () => inbox.ListAsync(new TaskFilter(Reader, TaskScope.Available, Stage: "review"), new PageRequest(), cancellation));
        yield return ("page of Available, searched", () => inbox.ListAsync(new TaskFilter(Reader, TaskScope.Available, Search: "BENCH-o77"), new PageRequest(), cancellation));
        yield return ("counts of Available by stage", () => inbox.CountByAsync(new TaskFilter(Reader, TaskScope.Available), TaskGrouping.Stage, cancellation));
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
        times.Sort();
        return times;
    }

    static IEnumerable<Figure> Percentiles(string name, List<double> times) =>
        [new($"{name}, p50", times[times.Count / 2], "ms"), new($"{name}, p95", times[(int)(times.Count * 0.95)], "ms")];

    static async Task ClaimAsync(PeopleRig rig, int n, CancellationToken cancellation)
    {
        var instance = (await rig.Store.LoadAsync($"b{n:000000}", cancellation))!;
        var result = await rig.Runner.RunAsync(instance.Id, new Trigger.Task(new TaskCommand(instance.Tasks.Keys.Single(), TaskAction.Claim, Reader, 0)), $"claim-{n}", cancellation);
        if (result.Refusal is { } refusal) throw new InvalidOperationException($"Expected a claim, but: {refusal.Problems[0].Message}");
    }

    static async Task FillAsync(PeopleRig rig, InboxLoad load, CancellationToken cancellation)
    {
        await FillAsync("o", load.Open, Open);
        await FillAsync("d", load.Done, Done);

        Task FillAsync(string prefix, int count, Func<int, Instance, DateTimeOffset, UserTask> task) => Parallel.ForAsync(0, count / TasksPerCommit, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation }, async (block, stop) =>
        {
            var (at, instance) = (rig.Clock.GetUtcNow(), new Instance());
            Change[] begin = [new Change.Triggered("Start", at), new Change.InstanceStarted($"{prefix}-{block}", "bench", "bench-1", 1, $"BENCH-{prefix}{block}", null, new Dictionary<string, JsonElement>(), null, null, null)];
            foreach (var change in begin) instance.Apply(change);
            instance.Committed();
            var tasks = Enumerable.Range(block * TasksPerCommit, TasksPerCommit).Select(n => (Change)new Change.TaskChanged(task(n, instance, at)));
            await rig.Store.CommitAsync(new Commit(instance, 0, [.. begin, .. tasks], at, null, at), stop);
        });
    }

    static UserTask Open(int n, Instance of, DateTimeOffset at) => ATask($"o{n}", n, of, at) with
    {
        Status = n % 5 == 0 ? UserTaskStatus.Reserved : UserTaskStatus.Ready,
        Assignee = n % 5 == 0 ? $"user{n / 5 % 200}" : null,
        FollowUpAt = n % 50 == 0 ? at.AddDays(1) : null,
        DueAt = at.AddMinutes(n % 20_000),
    };

    static UserTask Done(int n, Instance of, DateTimeOffset at) => ATask($"d{n}", n, of, at) with
    {
        Status = UserTaskStatus.Completed, Assignee = $"user{n % 200}", CompletedBy = $"user{n % 200}", CompletedAt = at.AddMinutes(-n % 500_000), Outcome = "Done",
    };

    static UserTask ATask(string id, int n, Instance of, DateTimeOffset at) => new()
    {
        Id = id, InstanceId = of.Id, DefinitionId = "bench", Activity = 3, Step = "decide", CaseNumber = $"BENCH-{id}", Title = $"Decide about {n}", TitleZh = $"审批 {n}", Stage = Stages[n % Stages.Length],
        CandidateGroups = [Groups[n / 5 % Groups.Length]], Priority = n % 100, CreatedAt = at, History = [new TaskEvent(at, "system", "Create")],
    };
}
