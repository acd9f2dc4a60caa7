using System.Diagnostics;
using Lendflow.Engine.Running;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cli.Bench;

/// <summary>Commits and pages of cases in a store whose log has grown to many rows.</summary>
static class LogBench
{
    const int RowsPerCase = 10;
    const int Block = 500_000;
    const int Repeats = 5;
    const string SqliteNumbers = "(WITH RECURSIVE s(n) AS (SELECT {0} UNION ALL SELECT n + 1 FROM s WHERE n < {1}) SELECT n FROM s) AS numbers";
    const string PostgresNumbers = "generate_series({0}, {1}) AS numbers(n)";

    /// <summary>A flow that does a little, waits for an hour and so leaves two rows of log and a timer.</summary>
    const string Wait = """{"id":"a","type":"Elsa.WriteLine","text":"a"},{"id":"wait","type":"Elsa.Delay","timeSpan":"01:00:00"}""";

    public static async Task<BenchReport> RunAsync(int rows, int rounds, string? postgresServer, CancellationToken cancellation)
    {
        await using var rig = await PeopleRig.OpenAsync(Wait, postgresServer, cancellation);
        await rig.StartAsync(200, cancellation); // Compiles what is going to be measured, and is what pages are read of.
        var before = await MeasureAsync(rig, "empty", rounds, cancellation);

        var began = Stopwatch.GetTimestamp();
        await rig.FillAsync(Statements(rows, postgresServer is null ? SqliteNumbers : PostgresNumbers, postgresServer is null), cancellation);
        await rig.SettleAsync(cancellation);
        var seeded = Stopwatch.GetElapsedTime(began);

        var after = await MeasureAsync(rig, "grown", rounds, cancellation);
        IReadOnlyList<Figure> figures = [new("log rows", rows, ""), new("time to fill", seeded.TotalSeconds, "s"), .. before.Concat(after).SelectMany(t => (Figure[])[new($"{t.Name}, p50", t.P50, "ms"), new($"{t.Name}, p95", t.P95, "ms")])];
        return new BenchReport("log", figures, null,
            [$"{(postgresServer is null ? "SQLite, synchronous=FULL" : "PostgreSQL")}. {rows / RowsPerCase:N0} old cases of {RowsPerCase} commits each; a row holds 200 bytes, so the depth of the index is real and the size of the file is not.", Machine.Load]);
    }

    /// <summary>One after the other: what a single commit and a single page take.</summary>
    static async Task<IReadOnlyList<Timing>> MeasureAsync(PeopleRig rig, string when, int rounds, CancellationToken cancellation)
    {
        var (cases, instances, n) = (rig.Get<CaseQueries>(), rig.Get<InstanceQueries>(), 0);
        return
        [
            await TimeAsync($"{when}: a commit", rounds, () => rig.Runner.StartAsync(rig.Graph, new Trigger.Start($"{when}-{n}", new Dictionary<string, System.Text.Json.JsonElement>(), $"{when}-{n++}"), null, cancellation)),
            await TimeAsync($"{when}: the log of a case", rounds, () => rig.Store.ReadLogAsync(rig.IdOf(n++ % 200), cancellation)),
            await TimeAsync($"{when}: a page of cases", rounds, () => cases.ListAsync(new CaseFilter(), new PageRequest(), cancellation)),
            await TimeAsync($"{when}: what changed in the last seconds", rounds, () => instances.CommitsSinceAsync(rig.Clock.GetUtcNow() - TimeSpan.FromSeconds(5), 1000, cancellation)),
        ];
    }

    static async Task<Timing> TimeAsync(string name, int rounds, Func<Task> work)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds * Repeats; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return new Timing(name, Repeats, times);
    }

    /// <summary>Rows of last year, in the order of time, as a log grows.</summary>
    static IEnumerable<string> Statements(int rows, string numbers, bool isSqlite)
    {
        var (at, bytes) = isSqlite ? ("1700000000000000 + n * 1000000", "randomblob(200)") : ("timestamptz '2023-11-15' + n * interval '1 second'", "decode(repeat(md5(n::text), 12), 'hex')");
        for (var first = 0; first < rows; first += Block)
        {
            var n = string.Format(System.Globalization.CultureInfo.InvariantCulture, numbers, first, Math.Min(rows, first + Block) - 1);
            yield return $"INSERT INTO log (instance_id, revision, at, changes) SELECT 'old-' || (n / {RowsPerCase}), n % {RowsPerCase} + 1, {at}, {bytes} FROM {n}";
        }
    }
}
