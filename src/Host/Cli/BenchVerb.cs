using System.CommandLine;
using Lendflow.Host.Cli.Bench;
using Lendflow.Host.Cli.Bench.Load;

namespace Lendflow.Host.Cli;

/// <summary>Measures this program on this machine.</summary>
static class BenchVerb
{
    public static Command Create() => new("bench", "Measures this program on this machine; the figures mean nothing for another one. './run.sh bench engine' measures the engine alone.") { Durable(), Load(), Inbox(), Timers(), Log() };

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

    static Command Load()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long each step is measured.", DefaultValueFactory = _ => 15 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds for which it works before anything is measured.", DefaultValueFactory = _ => 30 };
        var underWay = new Option<int[]>("--under-way") { Description = "How many loans are under way at a time, one step each.", DefaultValueFactory = _ => [4, 16, 32, 64], AllowMultipleArgumentsPerToken = true };
        var soak = new Option<int>("--soak") { Description = "How many applications to submit at half of the capacity in the end, such as 24000." };
        var finished = new Option<int>("--finished") { Description = "How many finished cases the store holds before; about 60 KB each." };
        var versions = new Option<int>("--versions") { Description = "How many versions of the flow the store holds before.", DefaultValueFactory = _ => 1 };
        var hosts = new Option<int>("--hosts") { Description = "How many hosts share the PostgreSQL database.", DefaultValueFactory = _ => 1 };
        var (postgres, json) = (Postgres(), Json());
        var verb = new Command("load", "Loans from application to money over HTTP, against a server in a process of its own: ramp to saturation, half load, flood, soak.") { seconds, warmUp, underWay, soak, finished, versions, hosts, postgres, json };
        verb.SetAction((parsed, cancellation) => ReportAsync(
            LoadBench.RunAsync(
                new LoadPlan(TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(seconds))), [.. parsed.GetValue(underWay)!.Select(n => Math.Max(1, n))], Math.Max(0, parsed.GetValue(soak)),
                    Math.Max(0, parsed.GetValue(finished)), Math.Max(1, parsed.GetValue(versions)), parsed.GetValue(postgres), TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(warmUp))), Hosts: Math.Max(1, parsed.GetValue(hosts))), cancellation),
            parsed.GetValue(json), cancellation));
        return verb;
    }

    static Command Inbox()
    {
        var open = new Option<int>("--open") { Description = "Open tasks in the store.", DefaultValueFactory = _ => 100_000 };
        var done = new Option<int>("--done") { Description = "Completed tasks in the store.", DefaultValueFactory = _ => 1_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each query is asked in each of five repeats.", DefaultValueFactory = _ => 40 };
        var kept = new Option<string?>("--kept") { Description = "Folder, or with --postgres the name of a database, that is filled once and kept for the next time." };
        var (postgres, json) = (Postgres(), Json());
        var verb = new Command("inbox", "Pages of the inbox, counts and claims in a store that has grown.") { open, done, rounds, kept, postgres, json };
        verb.SetAction((parsed, cancellation) => ReportAsync(
            InboxBench.RunAsync(new InboxLoad(Math.Max(1000, parsed.GetValue(open)), Math.Max(0, parsed.GetValue(done)), Math.Max(1, parsed.GetValue(rounds)), parsed.GetValue(postgres), parsed.GetValue(kept)), cancellation), parsed.GetValue(json), cancellation));
        return verb;
    }

    static Command Timers()
    {
        var count = new Option<int>("--count") { Description = "Timers that are due in the same minute.", DefaultValueFactory = _ => 10_000 };
        var (postgres, json) = (Postgres(), Json());
        var verb = new Command("timers", "Many timers due at once: how long until all have fired, and whether each did once.") { count, postgres, json };
        verb.SetAction((parsed, cancellation) => ReportAsync(TimersBench.RunAsync(Math.Max(1, parsed.GetValue(count)), parsed.GetValue(postgres), cancellation), parsed.GetValue(json), cancellation));
        return verb;
    }

    static Command Log()
    {
        var rows = new Option<int>("--rows") { Description = "Rows of log in the store.", DefaultValueFactory = _ => 10_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each question is asked in each of five repeats.", DefaultValueFactory = _ => 100 };
        var (postgres, json) = (Postgres(), Json());
        var verb = new Command("log", "Commits and pages of cases before and after the log has grown.") { rows, rounds, postgres, json };
        verb.SetAction((parsed, cancellation) => ReportAsync(LogBench.RunAsync(Math.Max(1000, parsed.GetValue(rows)), Math.Max(1, parsed.GetValue(rounds)), parsed.GetValue(postgres), cancellation), parsed.GetValue(json), cancellation));
        return verb;
    }

    static Option<string?> Postgres() => new("--postgres") { Description = "Connection string of a PostgreSQL server to measure on, in a database of its own that is dropped in the end." };

    static Option<FileInfo?> Json() => new("--json") { Description = "Where to write the figures as JSON." };

    static async Task<int> ReportAsync(Task<BenchReport> running, FileInfo? file, CancellationToken cancellation)
    {
        var report = await running;
        report.Print();
        if (file is not null) await File.WriteAllTextAsync(file.FullName, report.ToJson(), cancellation);
        return 0;
    }
}
