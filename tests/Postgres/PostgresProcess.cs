using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Lendflow.Tests;

/// <summary>A PostgreSQL server in a temporary folder on a free port.</summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    static readonly string? Programs = FindPrograms();
    static readonly bool IsRoot = Environment.UserName == "root";

    readonly string _folder;

    PostgresProcess(string folder) => _folder = folder;

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? WhyNot => Programs is null ? "Expected PostgreSQL's initdb and pg_ctl in PATH or /usr/lib/postgresql, but there are none." : null;

    public int Port { get; } = FreePort();

    string Data => Path.Combine(_folder, "data");

    /// <param name="disk">Where it keeps everything; null for where temporary files are.</param>
    public static async Task<PostgresProcess> StartAsync(string? disk = null)
    {
        var server = new PostgresProcess(disk is null ? Directory.CreateTempSubdirectory("lendflow-pg-").FullName : Directory.CreateDirectory(Path.Combine(disk, "pg")).FullName);
        if (IsRoot) await RunAsync("chown", "postgres", server._folder);
        await RunAsServerAsync("initdb", "-D", server.Data, "-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C");
        await server.GoAsync();
        return server;
    }

    public string Connection(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Maximum Pool Size=20;Timeout=60";

    public Task CreateDatabaseAsync(string name, string template) => ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");

    /// <summary>As after a crash: nobody is waited for, and the log is replayed.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await GoAsync();
    }

    /// <summary>Starts it again if it has given up, and returns when it answers.</summary>
    public async Task EnsureStartedAsync()
    {
        while (!await AnswersAsync())
            if (!await IsRunningAsync()) await GoAsync();
    }

    async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    async Task<bool> IsRunningAsync()
    {
        try
        {
            await RunAsServerAsync("pg_ctl", "-D", Data, "status");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Every connection but this one's is cut by the server.</summary>
    public Task CutConnectionsAsync() => ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");

    async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // Losing everything with the machine is fine for a test: fsync=off. A process that dies loses nothing by it.
    Task GoAsync() => RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "start",
        "-o", $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={_folder} -c fsync=off -c max_connections=200 -c min_wal_size=32MB -c max_wal_size=64MB");

    Task StopAsync() => RunAsServerAsync("pg_ctl", "-D", Data, "-w", "-s", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
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
