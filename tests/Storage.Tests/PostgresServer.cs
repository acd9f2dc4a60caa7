using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Lendflow.Storage.Tests;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder on a free port; every store gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Name = "PostgreSQL";

    static readonly string? Programs = FindPrograms();
    static readonly bool IsRoot = Environment.UserName == "root";

    readonly string _folder = Directory.CreateTempSubdirectory("lendflow-pg-").FullName;
    readonly int _port = FreePort();
    int _databases;

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? WhyNot => Programs is null ? "Expected PostgreSQL's initdb and pg_ctl in PATH or /usr/lib/postgresql, but there are none." : null;

    string Data => Path.Combine(_folder, "data");

    string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=20;Timeout=60";

    public async Task InitializeAsync()
    {
        if (WhyNot is not null) return;
        if (IsRoot) await RunAsync("chown", "postgres", _folder);
        await RunAsServerAsync("initdb", "-D", Data, "-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C");
        // Losing everything with the machine is fine for a test: fsync=off. Durability is measured elsewhere.
        await RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "start",
            "-o", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories={_folder} -c fsync=off -c max_connections=200");
        await OpenStore.MigrateAsync(Connection("template"), "");
    }

    internal async Task<OpenStore> OpenAsync() => Open(await NewDatabaseAsync());

    /// <summary>Opens a database as one more node would.</summary>
    internal OpenStore Open(string database) => OpenStore.On(Connection(database), "");

    internal async Task<string> NewDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE template");
        await create.ExecuteNonQueryAsync();
        return name;
    }

    public async Task DisposeAsync()
    {
        if (WhyNot is not null) return;
        await RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    static Task RunAsServerAsync(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs!, program), .. arguments];
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", .. command]) : RunAsync(command[0], command[1..]);
    }

    static async Task RunAsync(string program, params string[] arguments)
    {
        // Through a file, because the server inherits the handles and would keep a pipe open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"Expected {program} to succeed, but it ended with {process.ExitCode}.");
    }

    static string? FindPrograms()
    {
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(v => Path.Combine(v, "bin"))
            : [];
        return inPath.Concat(installed).FirstOrDefault(p => File.Exists(Path.Combine(p, "initdb")) && File.Exists(Path.Combine(p, "pg_ctl")));
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(PostgresServer.Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;
