using System.Collections.Concurrent;
using System.Diagnostics;
using Lendflow.Activities;
using Lendflow.Activities.Scoring;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Samples;

namespace Lendflow.Host.Cli.Bench;

/// <param name="Cases">Under way at any time.</param>
/// <param name="Workers">Jobs performed at once.</param>
/// <param name="FixedContract">Contracts are not written for each case.</param>
/// <param name="PostgresServer">Connection string of a user that may create databases; null for SQLite.</param>
sealed record DurableLoad(TimeSpan Duration, int Cases, int Workers, bool FixedContract, string? PostgresServer);

/// <summary>Loans from application to money in one process, against the floor of the store.</summary>
static class DurableBench
{
    const int DifferentApplications = 200;

    public static async Task<BenchReport> RunAsync(DurableLoad load, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-bench-").FullName;
        try
        {
            await using var postgres = load.PostgresServer is { } server ? await PostgresScratch.CreateAsync(server, cancellation) : null;
            await using var rig = await DurableRig.OpenAsync(postgres?.Connection ?? "sqlite", folder, load, cancellation);
            var cases = InstantCases(rig.Policy);
            var (warm, bytes) = await WarmUpAsync(rig, cases, load, cancellation);
            var before = await FloorAsync(warm);
            var run = await MeasureAsync(rig, cases, load, load.Duration, "m", cancellation);
            return Report(load, run, bytes, (before + await FloorAsync(run)) / 2);

            // Cases per second. Taken before and after, because a disk that others use has better and worse moments.
            async Task<double> FloorAsync(DurableRun of)
            {
                var rowsPerCase = of.PerCase(of.Counters.Commits + of.Counters.Documents);
                var (rowsPerFlush, bytesPerRow, duration) = (rowsPerCase * of.Times.Count / of.Counters.Flushes, (int)(bytes.Total / rowsPerCase), load.Duration / 8);
                var rows = postgres is null
                    ? DiskFloor.RowsPerSecond(folder, rowsPerFlush, bytesPerRow, duration)
                    : await postgres.RowsPerSecondAsync(rowsPerFlush, bytesPerRow, duration, cancellation);
                return rows / rowsPerCase;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Applications the machine decides alone, each with all its documents.</summary>
    static List<InstantCase> InstantCases(Policy policy)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var (generator, documents) = (new ApplicationGenerator(ApplicationParameters.Shipped, seed: 1), new DocumentGenerator(DocumentFaults.None, seed: 1));
        var card = policy.ScorecardOn(today);
        var cases = new List<InstantCase>();
        for (var number = 1; cases.Count < DifferentApplications; number++)
        {
            var application = generator.Application(number, today.AddDays(-1));
            var tables = policy.At(now, application.Branch);
            if (application is not { Amount: <= 300_000m, Product: "micro-instant" or "working-capital", Consent.CreditBureau: true }) continue;
            if (card.Score(application, new BureauFacts(790, 0), today, "CNY").Grade is not ("A" or "B")) continue;
            var brought = documents.Documents(application, tables.FindChecklist(application.Product, application.Borrower.Segment)!, today);
            cases.Add(new InstantCase(Values.From(application), Values.From(brought.Select((d, i) => d.AsUploaded($"d{i}", now)))));
        }
        return cases;
    }

    /// <summary>Compiles what is going to be measured, and weighs what a case writes: its states, log and jobs as the store gets them.</summary>
    static async Task<(DurableRun Run, CaseBytes Bytes)> WarmUpAsync(DurableRig rig, List<InstantCase> cases, DurableLoad load, CancellationToken cancellation)
    {
        var (state, log) = (0L, 0L);
        void Weigh(Commit commit)
        {
            Interlocked.Add(ref state, EngineJson.WriteInstance(commit.Instance).Length);
            Interlocked.Add(ref log, EngineJson.WriteChanges(commit.Changes).Length + CommitRows.Of(commit.Changes).Jobs.Sum(j => EngineJson.WriteJob(j).Length));
        }
        rig.Store.Committed += Weigh;
        var warm = await MeasureAsync(rig, cases, load, load.Duration / 4, "w", cancellation);
        rig.Store.Committed -= Weigh;
        return (warm, new CaseBytes(warm.PerCase(state), warm.PerCase(log), warm.PerCase(warm.Counters.ArchivedBytes)));
    }

    static async Task<DurableRun> MeasureAsync(DurableRig rig, List<InstantCase> cases, DurableLoad load, TimeSpan duration, string series, CancellationToken cancellation)
    {
        using var process = Process.GetCurrentProcess();
        rig.Phases.Reset();
        var times = new ConcurrentBag<CaseTimes>();
        var (before, cpu, began, next) = (Counters.Of(rig), process.TotalProcessorTime, Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, load.Cases).Select(_ => Task.Run(async () =>
        {
            do
            {
                var number = Interlocked.Increment(ref next);
                times.Add(await rig.RunAsync($"LA-{series}-{number:000000}", cases[number % cases.Count], cancellation));
            } while (Stopwatch.GetElapsedTime(began) < duration);
        }, cancellation)));
        var (elapsed, after) = (Stopwatch.GetElapsedTime(began), Counters.Of(rig));
        process.Refresh();
        return new DurableRun([.. times], elapsed, process.TotalProcessorTime - cpu, after.Minus(before), [.. rig.Phases.PerCase(times.Count)]);
    }

    static BenchReport Report(DurableLoad load, DurableRun run, CaseBytes bytes, double floor)
    {
        var (ends, acknowledgements) = (Percentiles.Of(run.Times.Select(t => t.Disbursed)), Percentiles.Of(run.Times.Select(t => t.Acknowledged)));
        var rate = run.Times.Count / run.Elapsed.TotalSeconds;
        return new BenchReport("durable",
        [
            new("loans from application to money", rate, "per second"),
            new("floor: as many bytes in as many flushes, raw inserts", floor, "per second"),
            new("times the floor", floor / rate, ""),
            new("loans measured", run.Times.Count, ""),
            .. ends.Figures("submitted to disbursed"),
            .. acknowledgements.Figures("submitted to acknowledged"),
            new("commits", run.PerCase(run.Counters.Commits), "per case"),
            new("flushes", run.PerCase(run.Counters.Flushes), "per case"),
            new("written", bytes.Total / 1024, "KiB per case"),
            new("written: states", bytes.State / 1024, "KiB per case"),
            new("written: log and jobs", bytes.Log / 1024, "KiB per case"),
            new("written: contracts", bytes.Archived / 1024, "KiB per case"),
            new("processor time", run.Processor.TotalMilliseconds / run.Times.Count, "ms per case"),
            .. run.Phases,
        ],
        floor,
        [
            $"{load.Cases} cases under way, {load.Workers} jobs at once; {(load.PostgresServer is null ? "SQLite, WAL, synchronous=FULL" : "PostgreSQL on this machine, its processor time not counted")}; every case decided by the machine.",
            "Bureau, registry, e-sign provider and core banking are stand-ins in this process that answer at once; documents are not uploaded.",
            load.FixedContract ? "Every borrower is sent the same ready PDF." : "Each contract is written and kept, unsigned and signed.",
        ]);
    }
}

/// <summary>What a case makes the store write.</summary>
sealed record CaseBytes(double State, double Log, double Archived)
{
    public double Total => State + Log + Archived;
}

sealed record DurableRun(IReadOnlyList<CaseTimes> Times, TimeSpan Elapsed, TimeSpan Processor, Counters Counters, IReadOnlyList<Figure> Phases)
{
    public double PerCase(double sum) => sum / Times.Count;
}

sealed record Counters(long Commits, long Flushes, long Documents, long ArchivedBytes)
{
    public static Counters Of(DurableRig rig) => new(rig.Store.Commits, rig.Database.Flushes, rig.Archive.Documents, rig.Archive.Bytes);

    public Counters Minus(Counters before) =>
        new(Commits - before.Commits, Flushes - before.Flushes, Documents - before.Documents, ArchivedBytes - before.ArchivedBytes);
}

/// <summary>By nearest rank; zero when nothing was measured.</summary>
sealed record Percentiles(TimeSpan Half, TimeSpan P95, TimeSpan P99)
{
    public static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        TimeSpan At(double share) => sorted.Length == 0 ? default : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        return new Percentiles(At(0.5), At(0.95), At(0.99));
    }

    public IEnumerable<Figure> Figures(string what) =>
        [new($"{what}, p50", Half.TotalMilliseconds, "ms"), new($"{what}, p95", P95.TotalMilliseconds, "ms"), new($"{what}, p99", P99.TotalMilliseconds, "ms")];
}
