using System.Diagnostics;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lendflow.Host.Cli.Bench;

/// <summary>Many timers that are due in the same minute, on a store that survives.</summary>
static class TimersBench
{
    const string Wait = """{"id":"wait","type":"Elsa.Delay","timeSpan":"01:00:00"},{"id":"told","type":"Elsa.WriteLine","text":"It is over"}""";

    public static async Task<BenchReport> RunAsync(int count, string? postgresServer, CancellationToken cancellation)
    {
        await using var rig = await PeopleRig.OpenAsync(Wait, postgresServer, cancellation);
        await rig.StartAsync(count, cancellation);

        rig.Clock.Shift = TimeSpan.FromHours(2);
        var worker = new JobWorker(rig.Runner, rig.Store, rig.Jobs, rig.Clock, NullLogger<JobWorker>.Instance);
        var clock = new TimerClock(rig.Store, rig.Runner, [worker], rig.Clock, NullLogger<TimerClock>.Instance);
        var began = Stopwatch.GetTimestamp();
        var fired = await clock.LookAsync(cancellation);
        var took = Stopwatch.GetElapsedTime(began);

        var (once, other) = (0, 0);
        for (var n = 0; n < count; n++)
        {
            var lines = (await rig.Store.ReadLogAsync($"b{n:000000}", cancellation)).SelectMany(e => e.Changes).OfType<Change.LineWritten>().Count();
            if (lines == 1) once++;
            else other++;
        }
        return new BenchReport("timers", [new("timers fired", fired, ""), new("time for all of them", took.TotalSeconds, "s"), new("timers a second", fired / took.TotalSeconds, "1/s"), new("fired exactly once", once, ""), new("fired otherwise", other, "")],
            null, [postgresServer is null ? "SQLite, synchronous=FULL." : "PostgreSQL.", "All of them were due when the clock looked; one process."]);
    }
}
