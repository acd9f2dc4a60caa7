using System.CommandLine;
using Lendflow.Host.Cli.Bench;

namespace Lendflow.Host.Cli;

/// <summary>Measures this program on this machine.</summary>
static class BenchVerb
{
    public static Command Create() => new("bench", "Measures this program on this machine; the figures mean nothing for another one. './run.sh bench engine' measures the engine alone.") { Durable() };

    static Command Durable()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long to measure, after a warm-up.", DefaultValueFactory = _ => 20 };
        var cases = new Option<int>("--cases") { Description = "How many cases are under way at any time.", DefaultValueFactory = _ => 32 };
        var workers = new Option<int>("--workers") { Description = "How many jobs are performed at once.", DefaultValueFactory = _ => 16 };
        var fixedContract = new Option<bool>("--fixed-contract") { Description = "Send the same ready PDF for every case, so that engine and store are measured without the writing of contracts." };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL server to measure on, in a database of its own that is dropped in the end." };
        var json = new Option<FileInfo?>("--json") { Description = "Where to write the figures as JSON." };
        var verb = new Command("durable", "Loans from application to money, against the floor of the store: SQLite with synchronous=FULL, or PostgreSQL.") { seconds, cases, workers, fixedContract, postgres, json };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var load = new DurableLoad(TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(seconds))), Math.Max(1, parsed.GetValue(cases)), Math.Max(1, parsed.GetValue(workers)), parsed.GetValue(fixedContract), parsed.GetValue(postgres));
            var report = await DurableBench.RunAsync(load, cancellation);
            report.Print();
            if (parsed.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, report.ToJson(), cancellation);
            return 0;
        });
        return verb;
    }
}
