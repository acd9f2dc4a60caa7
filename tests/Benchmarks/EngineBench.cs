using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Lendflow.Host.Cli.Bench;
using Perfolizer.Horology;

namespace Lendflow.Benchmarks;

/// <summary>What the engine costs without disk and network: runs, steps, turns and scripts, each with its spread.</summary>
static class EngineBench
{
    static readonly Type[] Measured = [typeof(TwelveSteps), typeof(Steps), typeof(Turns), typeof(WarmScript)];

    public static BenchReport Run(int iterations)
    {
        var job = Job.InProcess.WithToolchain(InProcessEmitToolchain.DontLogOutput)
            .WithLaunchCount(1).WithWarmupCount(4).WithIterationCount(iterations).WithIterationTime(TimeInterval.FromMilliseconds(200));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "lendflow-bench"));
        var cases = Measured.SelectMany(type => BenchmarkRunner.Run(type, config).Reports).ToList();
        return Report([.. cases.Select(Taken.From)]);
    }

    static BenchReport Report(List<Taken> all)
    {
        var run = Find(all, nameof(TwelveSteps.Decided));
        var floor = Find(all, nameof(TwelveSteps.Floor));
        List<Figure> figures =
        [
            .. PerSecond("12 steps, decided and applied", run),
            .. PerSecond("12 steps in token mode", Find(all, nameof(TwelveSteps.DecidedWithTokens))),
            .. PerSecond("12 steps with the commit to the store in memory", Find(all, nameof(TwelveSteps.Committed))),
            .. PerSecond("floor: the same dictionary work by hand", floor),
            new("12 steps, times the floor", run.Nanoseconds / floor.Nanoseconds, "x"),
            new("12 steps, allocated for each", run.Bytes / 12 / 1024, "KiB"),
            .. PerPart(all, nameof(Steps.Sequence), "step of a sequence of"),
            .. PerPart(all, nameof(Steps.Flowchart), "step of a flowchart of"),
            .. PerPart(all, nameof(Turns.For), "turn of a For of"),
            .. PerPart(all, nameof(Turns.ForEach), "turn of a ForEach of"),
            .. PerPart(all, nameof(Turns.LoopBack), "turn of a loop back of"),
            .. Script(Find(all, nameof(WarmScript.Condition))),
            .. ProcessorTime.Figures(),
        ];
        return new BenchReport("bench engine", figures, 1e9 / floor.Nanoseconds,
        [
            "Medians of one processor in memory; ± is the standard deviation. A run is decided and applied from its start to its end; only the line that says so writes anything down.",
            "The cost of a step or turn holds the start and end of the run. Aims: 50,000 runs a second; a script below 1 µs; the same cost for a step or turn, however many.",
            "Processor time leaves out what neighbours on the machine take. For runs it holds the collector's; that of a turn is the engine's own.",
        ]);
    }

    static Taken Find(List<Taken> all, string method) => all.Single(t => t.Method == method);

    static IEnumerable<Figure> PerSecond(string what, Taken taken) =>
    [
        new(what, 1e9 / taken.Nanoseconds, "runs/s"),
        new(what + ", ±", 100 * taken.Deviation / taken.Nanoseconds, "%"),
    ];

    static IEnumerable<Figure> PerPart(List<Taken> all, string method, string what) =>
        all.Where(t => t.Method == method).OrderBy(t => t.Count).SelectMany(t => (Figure[])
        [
            new($"{what} {t.Count}", t.Nanoseconds / t.Count / 1000, "µs"),
            new($"{what} {t.Count}, allocated", t.Bytes / t.Count / 1024, "KiB"),
        ]);

    static IEnumerable<Figure> Script(Taken taken) =>
        [new("amount > 300000 && grade === 'B', warm", taken.Nanoseconds / 1000, "µs"), new("the same, allocated", taken.Bytes, "B")];

    /// <summary>What was taken of one method with one number of parts.</summary>
    sealed record Taken(string Method, int Count, double Nanoseconds, double Deviation, double Bytes)
    {
        public static Taken From(BenchmarkReport report)
        {
            var name = report.BenchmarkCase.DisplayInfo;
            var statistics = report.ResultStatistics ?? throw new InvalidOperationException($"Expected '{name}' to be measured, but it failed: run its method in a test.");
            var count = report.BenchmarkCase.Parameters.Items.Select(p => (int)p.Value).DefaultIfEmpty(1).First();
            return new Taken(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, count, statistics.Median, statistics.StandardDeviation, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
        }
    }
}
