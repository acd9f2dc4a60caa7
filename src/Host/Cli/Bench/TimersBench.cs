using System.Diagnostics;
using System.Globalization;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Host.Cases;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Forms;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;
using Lendflow.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Host.Cli.Bench;

/// <summary>Many clocks that are due in the same minute, on a store that survives: delays of flows, time limits of tasks with their warnings,
/// reminders and escalations, and clocks of whole cases.</summary>
static class TimersBench
{
    const string Delay = """{"id":"wait","type":"Elsa.Delay","timeSpan":"01:00:00"},{"id":"told","type":"Elsa.WriteLine","text":"It is over"}""";
    const string Task = """{"id":"decide","type":"Lendflow.HumanTask","slaStep":"decide","candidateGroups":["officers"]}""";

    public static async Task<BenchReport> RunAsync(int count, string? postgresServer, CancellationToken cancellation)
    {
        var delays = await DelaysAsync(count, postgresServer, cancellation);
        var tasks = await TasksAsync(count, postgresServer, cancellation);
        var cases = await CasesAsync(count, postgresServer, cancellation);
        return new BenchReport("timers", [.. delays, .. tasks, .. cases], null,
            [postgresServer is null ? "SQLite, synchronous=FULL." : "PostgreSQL.", "All of them were due when the clock looked; one process, which performs the notices meanwhile.", Machine.Load]);
    }

    static async Task<List<Figure>> DelaysAsync(int count, string? server, CancellationToken cancellation)
    {
        await using var rig = await PeopleRig.OpenAsync(Delay, server, cancellation);
        await rig.StartAsync(count, cancellation);
        var took = await LookAsync(rig, [], TimeSpan.FromHours(2), cancellation);
        return await FiguresAsync("delays", took, rig, count, async id =>
            (await rig.Store.ReadLogAsync(id, cancellation)).SelectMany(e => e.Changes).OfType<Change.LineWritten>().Count());
    }

    /// <summary>Warned after 30 minutes, reminded after 40, escalated after 60.</summary>
    static async Task<List<Figure>> TasksAsync(int count, string? server, CancellationToken cancellation)
    {
        await using var rig = await PeopleRig.OpenAsync(Task, server, cancellation, rules: new OneLimit("decide", TimeSpan.FromMinutes(40)));
        await rig.StartAsync(count, cancellation);
        var figures = new List<Figure>();
        foreach (var (minutes, what, action) in new[] { (31, "warnings of tasks", "Warn"), (41, "reminders of tasks", "Remind"), (61, "escalations of tasks", "Escalate") })
        {
            var took = await LookAsync(rig, [], TimeSpan.FromMinutes(minutes), cancellation);
            figures.AddRange(await FiguresAsync(what, took, rig, count, async id => (await rig.Store.LoadAsync(id, cancellation))!.Tasks.Values.Single().History.Count(e => e.Action == action)));
        }
        return figures;
    }

    /// <summary>Warned after 30 minutes, escalated after 60.</summary>
    static async Task<List<Figure>> CasesAsync(int count, string? server, CancellationToken cancellation)
    {
        var rules = new OneLimit(CaseClocks.Case, null);
        await using var rig = await PeopleRig.OpenAsync(Task, server, cancellation);
        await rig.StartAsync(count, cancellation);
        var clocks = new CaseClockWork(rig.Get<CaseClockStore>(), rig.Store, rig.Runner, rules, rig.Clock, NullLogger<CaseClockWork>.Instance);
        var figures = new List<Figure>();
        foreach (var (minutes, percent) in new[] { (31, 50), (61, 100) })
        {
            var took = await LookAsync(rig, [clocks], TimeSpan.FromMinutes(minutes), cancellation);
            figures.AddRange(await FiguresAsync($"clocks of cases at {percent.ToString(CultureInfo.InvariantCulture)} %", took, rig, count, async id =>
                (await rig.Store.ReadLogAsync(id, cancellation)).SelectMany(e => e.Changes).OfType<Change.Triggered>().Count(t => t.Kind == Trigger.Clock.Kind && t.Detail == $"{CaseClocks.Case} {percent}")));
        }
        return figures;
    }

    /// <summary>What the server does when it looks, with its workers on what follows.</summary>
    static async Task<TimeSpan> LookAsync(PeopleRig rig, IReadOnlyList<IDueWork> others, TimeSpan shift, CancellationToken cancellation)
    {
        rig.Clock.Shift = shift;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var worker = new JobWorker(rig.Runner, rig.Store, rig.Jobs, rig.Clock, NullLogger<JobWorker>.Instance);
        var working = worker.RunAsync(16, stop.Token);
        var clock = new TimerClock(rig.Store, rig.Runner, [worker, .. others], rig.Clock, NullLogger<TimerClock>.Instance);
        var began = Stopwatch.GetTimestamp();
        await clock.LookAsync(cancellation);
        var took = Stopwatch.GetElapsedTime(began);
        await stop.CancelAsync();
        await working;
        return took;
    }

    static async Task<List<Figure>> FiguresAsync(string what, TimeSpan took, PeopleRig rig, int count, Func<string, Task<int>> timesOf)
    {
        var once = 0;
        for (var n = 0; n < count; n++)
            if (await timesOf(rig.IdOf(n)) == 1) once++;
        return [new($"{what}: time for all of them", took.TotalSeconds, "s"), new($"{what}: fired exactly once", once, ""), new($"{what}: fired otherwise", count - once, "")];
    }

    /// <summary>An hour for one thing, in wall-clock time.</summary>
    sealed class OneLimit(string step, TimeSpan? remindEvery) : IWorkRules
    {
        readonly SlaPolicy _policy = new(step, null, "An hour", "一小时", TimeSpan.FromHours(1), SlaClockKind.Wall, [50], remindEvery, "managers");

        public SlaPolicy? Policy(string step, string? track, DateTimeOffset now) => step == _policy.Step ? _policy : null;

        public WorkCalendar? Calendar(string? branch, DateTimeOffset now) => null;

        public FormEdition? Form(string key, DateTimeOffset now) => null;
    }
}
