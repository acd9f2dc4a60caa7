using Lendflow.Host.Cli.Demo;
using Lendflow.Sandbox;
using Lendflow.Tests;

namespace Lendflow.Host.Tests.Faults;

/// <summary>Hosts as processes of their own behind a load balancer, their store, and their outside world.</summary>
sealed class Installation : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lendflow-faults-").FullName;
    readonly List<ServerProcess> _hosts = [];
    readonly List<Relay> _lines = [];

    /// <summary>Megabytes; an empty PostgreSQL takes 60 of them.</summary>
    const int HostDisk = 48, DatabaseDisk = 320;

    string? _smallDisk;

    Installation() { }

    public IReadOnlyList<ServerProcess> Hosts => _hosts;

    /// <summary>What each host's database is reached by; empty with SQLite.</summary>
    public IReadOnlyList<Relay> Lines => _lines;

    /// <summary>Null with SQLite.</summary>
    public PostgresProcess? Postgres { get; private set; }

    public SandboxServer Outside { get; private set; } = null!;

    public Relay Front { get; private set; } = null!;

    /// <summary>The disk of the store, if it is one that can be filled.</summary>
    public string SmallDisk => _smallDisk!;

    /// <summary>What the clocks of the hosts are off by, as libfaketime reads it; hosts look at it only when they are told to.</summary>
    public string ClockFile => Path.Combine(_folder, "clock");

    /// <param name="hosts">More than one need <paramref name="onPostgres"/>.</param>
    /// <param name="onSmallDisk">Whether the store is on a disk that can be filled.</param>
    /// <param name="environment">More of each host's environment.</param>
    public static async Task<Installation> StartAsync(int hosts, bool onPostgres, bool onSmallDisk, Func<Installation, IReadOnlyDictionary<string, string>>? environment)
    {
        var made = new Installation();
        made.Outside = await SandboxServer.StartAsync(new SandboxOptions { DataFile = Path.Combine(made._folder, "sandbox.jsonl") }, CancellationToken.None);
        if (onSmallDisk) made._smallDisk = await Disk.MountAsync(onPostgres ? DatabaseDisk : HostDisk);
        if (onPostgres) made.Postgres = await PostgresProcess.StartAsync(made._smallDisk);
        for (var i = 0; i < hosts; i++) Directory.CreateDirectory(made.FolderOf(i));
        await File.WriteAllTextAsync(made.ClockFile, "+0");

        var addresses = Enumerable.Range(0, hosts).Select(_ => ServerPlan.FreeAddress()).ToList();
        made.Front = new Relay(addresses);
        var more = environment?.Invoke(made) ?? new Dictionary<string, string>();
        made._hosts.AddRange(addresses.Select((address, i) => new ServerProcess(made.Plan(address, i, more), TimeProvider.System)));
        await Task.WhenAll(made._hosts.Select(h => h.StartAsync(CancellationToken.None)));
        return made;
    }

    ServerPlan Plan(Uri address, int index, IReadOnlyDictionary<string, string> more)
    {
        var plan = new ServerPlan(address, FolderOf(index), Outside.BaseAddress, TestHost.Password) { PublicUrl = Front.Address, More = more, LogFile = Path.Combine(_folder, $"host{index + 1}.log") };
        if (Postgres is not { } postgres) return plan;
        var line = new Relay(new Uri($"http://127.0.0.1:{postgres.Port}"));
        _lines.Add(line);
        return plan with { Database = $"{postgres.Connection("postgres")};Port={line.Address.Port}" };
    }

    string FolderOf(int index) => Path.Combine(Postgres is null && index == 0 ? _smallDisk ?? _folder : _folder, $"host{index + 1}");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        await Front.DisposeAsync();
        foreach (var line in _lines) await line.DisposeAsync();
        if (Postgres is not null) await Postgres.DisposeAsync();
        await Outside.DisposeAsync();
        if (_smallDisk is not null) await Disk.UnmountAsync(_smallDisk);
        Directory.Delete(_folder, recursive: true);
    }
}
