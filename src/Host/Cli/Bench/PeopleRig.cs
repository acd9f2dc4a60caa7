using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.HumanTasks.Tasks;
using Lendflow.Storage;

namespace Lendflow.Host.Cli.Bench;

/// <summary>A store of its own with a runner on it and one small flow, under a clock that can be put forward.</summary>
sealed class PeopleRig : IAsyncDisposable
{
    readonly string _folder;
    readonly PostgresScratch? _postgres;
    readonly ServiceProvider _services;

    PeopleRig(string folder, PostgresScratch? postgres, ServiceProvider services, Graph graph, GraphCache graphs)
    {
        (_folder, _postgres, _services, Graph) = (folder, postgres, services, graph);
        Runner = new WorkflowRunner(Store, graphs, Jobs, Clock);
    }

    public Graph Graph { get; }
    public ShiftedClock Clock { get; } = new();
    public JobTable Jobs { get; } = new([]);
    public WorkflowRunner Runner { get; }
    public IWorkflowStore Store => Get<IWorkflowStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <param name="root">The only step of the flow, as JSON.</param>
    /// <param name="server">Connection string of a user that may create databases; null for SQLite.</param>
    public static async Task<PeopleRig> OpenAsync(string root, string? server, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-bench-").FullName;
        var postgres = server is null ? null : await PostgresScratch.CreateAsync(server, cancellation);
        var services = new ServiceCollection().AddLendflowStorage(postgres?.Connection ?? "sqlite", folder).BuildServiceProvider();
        await services.MigrateAsync(cancellation);

        var json = JsonDocument.Parse("""{"definitionId":"bench","name":"Bench","isPublished":true,"root":{"type":"Elsa.Sequence","id":"all","activities":[ROOT]}}""".Replace("ROOT", root)).RootElement;
        var definition = DefinitionJson.Read(json, default, () => "bench-1", out var problems) ?? throw new InvalidDataException(string.Join('\n', problems));
        var definitions = services.GetRequiredService<IDefinitionStore>();
        await definitions.SaveAsync([definition with { IsPublished = true }], [], cancellation);
        var graphs = new GraphCache(definitions, new ElementTable(new HumanTask(new NoWorkRules())), TimeProvider.System);
        return new PeopleRig(folder, postgres, services, (await graphs.FindPublishedAsync("bench", cancellation))!, graphs);
    }

    /// <summary>Starts instances, many at once so that they share flushes.</summary>
    public Task StartAsync(int count, CancellationToken cancellation) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation }, async (n, stop) =>
    {
        await Runner.StartAsync(Graph, new Trigger.Start($"b{n:000000}", new Dictionary<string, JsonElement>(), $"BENCH-{n}"), null, stop);
        while (Runner.CommittedJobs.TryRead(out _)) { }
    });

    /// <summary>What a server that runs for days does by itself: PostgreSQL's statistics and visibility map are brought up to date.</summary>
    public Task SettleAsync(CancellationToken cancellation) => _postgres?.SettleAsync(cancellation) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>The system's clock, put forward.</summary>
sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
