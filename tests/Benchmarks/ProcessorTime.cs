using System.Diagnostics;
using System.Runtime.InteropServices;
using Lendflow.Engine.Graphs;
using Lendflow.Host.Cli.Bench;

namespace Lendflow.Benchmarks;

/// <summary>What work costs in processor time, which neighbours on a busy machine hardly change: that of the thread that does the work
/// (the engine's own share), and that of the whole process (with the collector's threads). Linux only.</summary>
static class ProcessorTime
{
    const int Process = 2, Thread = 3;
    const int Rounds = 9;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }

    public static IEnumerable<Figure> Figures()
    {
        if (!OperatingSystem.IsLinux()) return [];
        return
        [
            new("12 steps, per second of processor time", 1e9 / PerPart(MeasuredFlow.TwelveSteps(), 1, Process), "runs/s"),
            .. Turns("For", MeasuredFlow.For),
            .. Turns("ForEach", MeasuredFlow.ForEach),
            .. Turns("loop back", MeasuredFlow.LoopBack),
        ];
    }

    static IEnumerable<Figure> Turns(string loop, Func<int, Graph> draw) =>
        new[] { 100, 1_000, 10_000, 100_000 }.Select(turns => new Figure($"turn of a {loop} of {turns}, own processor time", PerPart(draw(turns), turns, Thread) / 1000, "µs"));

    /// <summary>Nanoseconds for each part of a run, the median of some rounds.</summary>
    static double PerPart(Graph graph, int parts, int clock)
    {
        for (var warmUp = Stopwatch.StartNew(); warmUp.Elapsed < WarmUp;) OneRun.Of(graph);
        var runs = Math.Max(1, 20_000 / parts);
        var rounds = Enumerable.Range(0, Rounds).Select(_ =>
        {
            var before = Now(clock);
            for (var i = 0; i < runs; i++) OneRun.Of(graph);
            return (Now(clock) - before) / runs / parts;
        });
        return rounds.Order().ElementAt(Rounds / 2);
    }

    static double Now(int clock) => clock_gettime(clock, out var time) == 0 ? time.Seconds * 1e9 + time.Nanoseconds : throw new InvalidOperationException($"Expected clock {clock} to be read, but it was not.");

    [DllImport("libc", ExactSpelling = true)]
    static extern int clock_gettime(int clock, out Time time);
}
