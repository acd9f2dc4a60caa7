using System.Globalization;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;
using Microsoft.Data.Sqlite;

namespace Lendflow.Host.Cli.Bench;

/// <summary>A store of its own with a runner on it and one small flow, under a clock that can be put forward.</summary>
sealed class PeopleRig : IAsyncDisposable
{
    readonly string? _folder;
    readonly string _run = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
    readonly PostgresScratch? _postgres;
    readonly ServiceProvider _services;

    PeopleRig(string? folder, PostgresScratch? postgres, ServiceProvider services, Graph graph, GraphCache graphs)
    {
        (_folder, _postgres, _services, Graph) = (folder, postgres, services, graph);
        Runner = new WorkflowRunner(Store, graphs, Jobs, Clock);
    }

    public Graph Graph { get; }
    public ShiftedClock Clock { get; } = new();
    public JobTable Jobs { get; } = new([new NobodyTold()]);
    public WorkflowRunner Runner { get; }
    public IWorkflowStore Store => Get<IWorkflowStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Id of an instance that <see cref="StartAsync"/> began. A store that is kept holds those of earlier runs too.</summary>
    public string IdOf(int n) => $"b{_run}-{n:000000}";

    /// <param name="root">The only step of the flow, as JSON.</param>
    /// <param name="server">Connection string of a user that may create databases; null for SQLite.</param>
    /// <param name="rules">Time limits of tasks; null for none.</param>
    /// <param name="kept">Name of the database, or the folder, that is used and left; null for one that is dropped in the end.</param>
    public static async Task<PeopleRig> OpenAsync(string root, string? server, CancellationToken cancellation, string? kept = null, IWorkRules? rules = null)
    {
        var postgres = server is null ? null : await PostgresScratch.CreateAsync(server, cancellation, kept);
        var folder = kept is null || server is not null ? Directory.CreateTempSubdirectory("lendflow-bench-").FullName : Directory.CreateDirectory(kept).FullName;
        var services = new ServiceCollection().AddLendflowStorage(postgres?.Connection ?? "sqlite", folder).BuildServiceProvider();
        await services.MigrateAsync(cancellation);

        var json = JsonDocument.Parse("""{"definitionId":"bench","name":"Bench","isPublished":true,"root":{"type":"Elsa.Sequence","id":"all","activities":[ROOT]}}""".Replace("ROOT", root)).RootElement;
        var definition = DefinitionJson.Read(json, default, () => "bench-1", out var problems) ?? throw new InvalidDataException(string.Join('\n', problems));
        var definitions = services.GetRequiredService<IDefinitionStore>();
        if (await definitions.FindPublishedAsync("bench", cancellation) is null) await definitions.SaveAsync([definition with { IsPublished = true }], [], cancellation);
        var graphs = new GraphCache(definitions, new ElementTable(new HumanTask(rules ?? new NoWorkRules())), TimeProvider.System);
        return new PeopleRig(kept is null || server is not null ? folder : null, postgres, services, (await graphs.FindPublishedAsync("bench", cancellation))!, graphs);
    }

    /// <summary>Starts instances, many at once so that they share flushes.</summary>
    public Task StartAsync(int count, CancellationToken cancellation) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation }, async (n, stop) =>
    {
        await Runner.StartAsync(Graph, new Trigger.Start(IdOf(n), new Dictionary<string, JsonElement>(), $"BENCH-{n}"), null, stop);
        while (Runner.CommittedJobs.TryRead(out _)) { }
    });

    /// <summary>Writes many rows at once, past the program, into a store that is not kept; nothing has to survive the machine.</summary>
    public async Task FillAsync(IEnumerable<string> statements, CancellationToken cancellation)
    {
        if (_postgres is not null)
        {
            await _postgres.ExecuteAsync(statements, cancellation);
            return;
        }
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder!, "lendflow.db"), Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        foreach (var sql in (string[])["PRAGMA synchronous = OFF", "PRAGMA busy_timeout = 60000", .. statements])
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = (sql, 0);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>What a server that runs for days does by itself: PostgreSQL's statistics and visibility map are brought up to date.</summary>
    public Task SettleAsync(CancellationToken cancellation) => _postgres?.SettleAsync(cancellation) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Takes notices and has nobody to tell.</summary>
sealed class NobodyTold : IJobHandler
{
    public string Kind => HumanTasks.Notices.Notices.JobKind;

    public Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken) => Task.FromResult<JobAnswer>(new JobAnswer.Done(default));
}

/// <summary>The system's clock, put forward.</summary>
sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
