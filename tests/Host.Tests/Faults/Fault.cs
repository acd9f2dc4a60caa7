using System.Net.Http.Json;
using Lendflow.Engine.Storage;

namespace Lendflow.Host.Tests.Faults;

/// <summary>Something bad that happens to an installation while people work with it.</summary>
/// <param name="Strike">Does it once and undoes it; gets the installation and the number of the try, from 0.</param>
sealed record Fault(string Name, int Hosts, bool OnPostgres, int Tries, Func<Installation, int, Task> Strike)
{
    /// <summary>Whether the store is on a disk that can be filled.</summary>
    public bool OnSmallDisk { get; init; }

    public Func<Installation, IReadOnlyDictionary<string, string>>? Environment { get; init; }

    /// <summary>Why it cannot be tried on this machine; null when it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether it is among those of every change; the others are for the full suite.</summary>
    public bool IsShort { get; init; }

    static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("one SQLite host, killed", 1, false, 10, (i, _) => KillAsync(i, 0)),
        new("one SQLite host, suspended past its leases", 1, false, 1, (i, _) => SuspendAsync(i, 0)),
        new("one SQLite host, disk full", 1, false, 3, (i, _) => FillDiskAsync(i)) { OnSmallDisk = true, WhyNot = Disk.WhyNot },
        new("one SQLite host, clock stepped", 1, false, 4, StepClockAsync) { Environment = Clock, WhyNot = NoClock },
        new("one SQLite host, outside fails in every way", 1, false, 2, (i, _) => UpsetOutsideAsync(i)),
        new("two hosts, one killed", 2, true, 6, (i, n) => KillAsync(i, n % 2)) { IsShort = true },
        new("two hosts, one suspended past its leases", 2, true, 2, (i, n) => SuspendAsync(i, n % 2)),
        new("two hosts, one cut from the database", 2, true, 4, (i, n) => CutAsync(i, n % 2)),
        new("two hosts, connections reset", 2, true, 8, (i, _) => i.Postgres!.CutConnectionsAsync()),
        new("two hosts, database restarted", 2, true, 4, (i, _) => i.Postgres!.RestartAsync()) { IsShort = true },
        new("two hosts, disk of the database full", 2, true, 3, (i, _) => FillDatabaseDiskAsync(i)) { OnSmallDisk = true, WhyNot = Disk.WhyNot },
        new("two hosts, clocks stepped", 2, true, 4, StepClockAsync) { Environment = Clock, WhyNot = NoClock },
        new("two hosts, outside fails in every way", 2, true, 2, (i, _) => UpsetOutsideAsync(i)),
        new("three hosts, two killed", 3, true, 4, async (i, n) => await Task.WhenAll(KillAsync(i, n % 3), KillAsync(i, (n + 1) % 3))),
        new("three hosts, one cut from the database", 3, true, 3, (i, n) => CutAsync(i, n % 3)),
        new("three hosts, connections reset", 3, true, 6, (i, _) => i.Postgres!.CutConnectionsAsync()),
        new("three hosts, database restarted", 3, true, 3, (i, _) => i.Postgres!.RestartAsync()),
        new("three hosts, one suspended past its leases", 3, true, 1, (i, _) => SuspendAsync(i, 0)),
    ];

    public override string ToString() => Name;

    static async Task KillAsync(Installation installation, int host)
    {
        await installation.Hosts[host].KillAsync();
        await installation.Hosts[host].StartAsync(CancellationToken.None);
    }

    static async Task SuspendAsync(Installation installation, int host)
    {
        await installation.Hosts[host].PauseAsync();
        await Task.Delay(Lease.Length + Moment, TimeProvider.System);
        await installation.Hosts[host].ContinueAsync();
    }

    static async Task CutAsync(Installation installation, int host)
    {
        installation.Lines[host].Cut();
        await Task.Delay(Moment, TimeProvider.System);
        installation.Lines[host].Mend();
    }

    /// <summary>A PostgreSQL that cannot write its log gives up; whoever supervises it starts it again.</summary>
    static async Task FillDatabaseDiskAsync(Installation installation)
    {
        await FillDiskAsync(installation);
        await installation.Postgres!.EnsureStartedAsync();
    }

    static async Task FillDiskAsync(Installation installation)
    {
        var filler = Path.Combine(installation.SmallDisk, "filler");
        Disk.Fill(filler);
        await Task.Delay(Moment, TimeProvider.System);
        File.Delete(filler);
    }

    /// <summary>Late, twice, never, garbage.</summary>
    static async Task UpsetOutsideAsync(Installation installation)
    {
        var counterparty = new { latencyMs = 300, errorRate = 0.2, loseAnswerRate = 0.15, timeoutRate = 0.05, timeoutMs = 12_000, garbageRate = 0.1, duplicateCallbackRate = 0.5, lateCallbackRate = 0.3, lateCallbackMs = 4_000 };
        using var http = new HttpClient { BaseAddress = installation.Outside.BaseAddress };
        (await http.PutAsJsonAsync("/faults", new { seed = 7, bureau = counterparty, registry = counterparty, esign = counterparty, core = counterparty })).EnsureSuccessStatusCode();
        await Task.Delay(4 * Moment, TimeProvider.System);
        (await http.DeleteAsync("/faults")).EnsureSuccessStatusCode();
    }

    const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    static string? NoClock => File.Exists(FakeTime) ? null : "Expected libfaketime (package faketime), but it is not installed.";

    static Dictionary<string, string> Clock(Installation installation) => new()
    {
        ["LD_PRELOAD"] = FakeTime,
        ["FAKETIME_TIMESTAMP_FILE"] = installation.ClockFile,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Forward by two minutes, back by one, and so on, as a bad time server does.</summary>
    static async Task StepClockAsync(Installation installation, int number)
    {
        await File.WriteAllTextAsync(installation.ClockFile, number % 2 == 0 ? "+120" : "-60");
        await Task.Delay(Moment, TimeProvider.System);
    }
}
