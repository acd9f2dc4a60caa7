using System.Diagnostics;
using System.Globalization;

namespace Lendflow.Host.Cli.Bench.Load;

/// <param name="Step">How long each step of the ramp is measured.</param>
/// <param name="UnderWay">Applications under way at a time, one step each; the best of them is the capacity.</param>
/// <param name="Soak">Applications at half of the capacity at the end; 0 for none.</param>
/// <param name="FinishedCases">Finished cases that the store holds before.</param>
/// <param name="FlowVersions">Versions of the flow that the store holds before.</param>
/// <param name="PostgresServer">Connection string of a user that may create databases; null for SQLite.</param>
/// <param name="Hosts">How many equal hosts share a PostgreSQL database.</param>
/// <param name="WarmUp">How long a server works before it is measured. One that has just been started again compiles for longer than a step takes.</param>
/// <param name="Candidates">Applications tried at first, of which those the machine pays out alone are measured.</param>
sealed record LoadPlan(TimeSpan Step, IReadOnlyList<int> UnderWay, int Soak, int FinishedCases, int FlowVersions, string? PostgresServer, TimeSpan WarmUp, int Candidates = 400, int Hosts = 1);

/// <summary>Loans from application to money over HTTP: a server in a process of its own, everybody else in this one.</summary>
static class LoadBench
{
    const int SoakWindows = 10;

    public static async Task<BenchReport> RunAsync(LoadPlan plan, CancellationToken cancellation)
    {
        await using var rig = await LoadRig.OpenAsync(plan, cancellation);
        var figures = new List<Figure>();
        await rig.MeasureAsync(plan.UnderWay[^1], plan.WarmUp, cancellation);
        var floorBefore = await rig.FloorAsync(plan.Step / 4, cancellation);

        var ramp = new List<LoadStep>();
        foreach (var underWay in plan.UnderWay)
        {
            var step = await rig.MeasureAsync(underWay, plan.Step, cancellation);
            ramp.Add(step);
            figures.AddRange(step.Figures($"{underWay} under way"));
        }
        var best = ramp.MaxBy(s => s.CompletedPerSecond)!;
        var floor = (floorBefore + await rig.FloorAsync(plan.Step / 4, cancellation)) / 2;
        var half = await rig.MeasureAtAsync(best.CompletedPerSecond / 2, plan.Step, cancellation);
        var soak = plan.Soak > 0 ? await SoakAsync(rig, plan.Soak, best.CompletedPerSecond / 2, cancellation) : [];
        var flood = await rig.FloodAsync(plan.Step, cancellation); // Last: what it leaves behind would be measured too.

        IReadOnlyList<Figure> summary =
        [
            new("complete loans, at best", best.CompletedPerSecond, "per second"),
            new("floor: commits of one row, one flush each", floor, "per second"),
            new("flushes a loan takes", best.FlushesPerLoan, ""),
            new("commits a loan takes", best.CommitsPerLoan, ""),
            new("processor time of the server", best.ServerMilliseconds, "ms per loan"),
            new("processor time of generator and outside world", best.GeneratorMilliseconds, "ms per loan"),
            .. half.Figures("at half of that"),
            new("flood: taken in", flood.AcceptedPerSecond, "per second"),
            new("flood: turned away with 429", flood.TurnedAway, ""),
            .. figures,
        ];
        return new BenchReport("load", [.. summary, .. soak], floor, [.. Remarks(plan, rig)]);
    }

    /// <summary>Half of the capacity for long: latency and memory have to stay where they are.</summary>
    static async Task<IReadOnlyList<Figure>> SoakAsync(LoadRig rig, int applications, double rate, CancellationToken cancellation)
    {
        var figures = new List<Figure>();
        var window = TimeSpan.FromSeconds(applications / (double)SoakWindows / rate);
        for (var i = 1; i <= SoakWindows; i++)
        {
            var step = await rig.MeasureAtAsync(rate, window, cancellation);
            figures.AddRange(
            [
                new($"soak {i}/{SoakWindows}, completed", step.CompletedPerSecond, "per second"),
                new($"soak {i}/{SoakWindows}, submit, p99", step.Acknowledged.P99.TotalMilliseconds, "ms"),
                new($"soak {i}/{SoakWindows}, submit to money, p99", step.Decided.P99.TotalMilliseconds, "ms"),
                new($"soak {i}/{SoakWindows}, memory of the server", rig.ServerMemory / 1024.0 / 1024, "MiB"),
            ]);
        }
        return figures;
    }

    static IEnumerable<string> Remarks(LoadPlan plan, LoadRig rig)
    {
        yield return $"{(plan.PostgresServer is null ? "SQLite, WAL, synchronous=FULL" : "PostgreSQL on this machine, its processor time not counted")}. {(plan.PostgresServer is null ? 1 : plan.Hosts)} host(s); generator and outside world share the machine with it. {rig.Before}";
        yield return "A loan: POST /api/applications with its documents, acknowledged after its commit; company register, credit bureau, decision by the machine, contract written, sent, signed (callback), booked in core banking: all over HTTP. No person decides.";
        yield return "Bureau, register, e-sign provider and core banking are the sandbox, in the generator's process, in memory. \"Submit to money\" ends when core banking has booked. The ramp waits for each loan before the next one; half load and soak submit by the clock.";
        yield return $"{rig.Bodies} different applications. Load average {LoadAverage()}.";
    }

    static string LoadAverage() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}

/// <summary>What a step of the measurement gave.</summary>
/// <param name="TurnedAway">Applications that were answered 429.</param>
sealed record LoadStep(
    int Accepted, int Completed, int TurnedAway, TimeSpan Elapsed, Percentiles Acknowledged, Percentiles Decided, ServerCounters Server, TimeSpan Generator)
{
    public double AcceptedPerSecond => Accepted / Elapsed.TotalSeconds;
    public double CompletedPerSecond => Completed / Elapsed.TotalSeconds;
    public double ServerMilliseconds => Server.Processor.TotalMilliseconds / Completed;
    public double GeneratorMilliseconds => Generator.TotalMilliseconds / Completed;
    public double CommitsPerLoan => Server.Commits / Completed;
    public double FlushesPerLoan => Server.Flushes / Completed;

    public IEnumerable<Figure> Figures(string when) =>
    [
        new($"{when}: accepted", AcceptedPerSecond, "per second"),
        new($"{when}: completed", CompletedPerSecond, "per second"),
        .. Acknowledged.Figures($"{when}: submit"),
        .. Decided.Figures($"{when}: submit to money"),
    ];
}

/// <summary>What the server says it did.</summary>
sealed record ServerCounters(double Commits, double Flushes, TimeSpan Processor)
{
    /// <param name="metrics">In the text format of Prometheus.</param>
    public static ServerCounters Read(string metrics, TimeSpan processor) => new(Sum(metrics, "lendflow_commits_total"), Sum(metrics, "lendflow_writer_flushes_total"), processor);

    public ServerCounters Minus(ServerCounters before) => new(Commits - before.Commits, Flushes - before.Flushes, Processor - before.Processor);

    static double Sum(string metrics, string name) => metrics.Split('\n')
        .Where(l => l.StartsWith(name + " ", StringComparison.Ordinal) || l.StartsWith(name + "{", StringComparison.Ordinal))
        .Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
