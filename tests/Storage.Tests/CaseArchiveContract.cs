using System.IO.Compression;
using System.Text.Json;
using Lendflow.Engine.Running;
using Lendflow.Storage.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Storage.Tests;

/// <summary>Ended cases leave the store for a file that holds all of them.</summary>
public abstract class CaseArchiveContract : IAsyncLifetime
{
    static readonly DateTimeOffset Later = A.Noon.AddDays(400);

    readonly string _folder = Directory.CreateTempSubdirectory("lendflow-archive-").FullName;

    private protected abstract Task<OpenStore> OpenAsync();

    [StoreFact]
    public async Task An_ended_case_moves_to_a_file_with_its_log_and_its_documents_and_others_stay()
    {
        await using var store = await OpenAsync();
        await EndAsync(store, "old", "LA-OLD");
        await store.Workflows.CommitAsync(A.StartOf("going-on", "LA-GOING-ON", A.Noon, null), CancellationToken.None);
        var documents = store.Services.GetRequiredService<DocumentStore>();
        await documents.SaveAsync(new NewDocument("d1", "LA-OLD", "contract", "c.pdf", "application/pdf", A.Noon, default), [1, 2, 3], CancellationToken.None);
        var own = store.Services.GetRequiredService<OwnApplicationStore>();
        foreach (var number in new[] { "LA-OLD", "LA-GOING-ON" }) await own.BeginAsync(number, "amy", A.Json("{}"), A.Noon, CancellationToken.None);
        await documents.SaveAsync(new NewDocument("d2", "LA-GOING-ON", "contract", "c.pdf", "application/pdf", A.Noon, default), [4], CancellationToken.None);

        var batch = await ArchiveOf(store).TakeAsync(Later, 10, _folder, "first", CancellationToken.None);

        batch!.Cases.Should().Be(1);
        (await store.Workflows.LoadAsync("old", CancellationToken.None)).Should().BeNull();
        (await store.Workflows.ReadLogAsync("old", CancellationToken.None)).Should().BeEmpty();
        (await documents.ListAsync("LA-OLD", CancellationToken.None)).Should().BeEmpty();
        (await store.Workflows.LoadAsync("going-on", CancellationToken.None)).Should().NotBeNull();
        (await documents.ListAsync("LA-GOING-ON", CancellationToken.None)).Should().ContainSingle();
        (await own.ListAsync("amy", CancellationToken.None)).Select(a => a.Number).Should().Equal("LA-GOING-ON");
        TablesIn(batch.File).Should().BeEquivalentTo(new Dictionary<string, int> { ["instances"] = 1, ["log"] = 2, ["own_applications"] = 1, ["documents"] = 1, ["document_contents"] = 1 });
        (await File.ReadAllTextAsync(batch.File + ".sha256")).Should().StartWith(batch.Sha256);
    }

    [StoreFact]
    public async Task A_case_is_read_back_from_its_file_with_its_log_and_its_documents_and_without_those_of_others()
    {
        await using var store = await OpenAsync();
        await EndAsync(store, "old", "LA-OLD");
        await EndAsync(store, "other", "LA-OTHER");
        await store.Services.GetRequiredService<DocumentStore>().SaveAsync(new NewDocument("d1", "LA-OLD", "contract", "c.pdf", "application/pdf", A.Noon, default), [1, 2, 3], CancellationToken.None);
        var batch = await ArchiveOf(store).TakeAsync(Later, 10, _folder, "first", CancellationToken.None);

        var found = await ArchivedCase.FindAsync(_folder, "LA-OLD", CancellationToken.None);

        found!.File.Should().Be(batch!.File);
        found.Tables["instances"].Should().ContainSingle().Which["state"]!["correlationId"]!.GetValue<string>().Should().Be("LA-OLD");
        found.Tables["log"].Should().HaveCount(2).And.OnlyContain(l => l["instance_id"]!.GetValue<string>() == "old");
        found.Tables["log"][0]["at"]!.GetValue<DateTimeOffset>().Should().Be(A.Noon);
        found.Contents.Should().ContainKey("d1-c.pdf").WhoseValue.Should().Equal(1, 2, 3);
        (await ArchivedCase.FindAsync(_folder, "LA-NONE", CancellationToken.None)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_case_that_ended_lately_stays_and_batches_are_as_small_as_asked()
    {
        await using var store = await OpenAsync();
        foreach (var id in new[] { "a", "b", "c" }) await EndAsync(store, id, $"LA-{id}");

        var none = await ArchiveOf(store).TakeAsync(A.Noon.AddDays(-1), 10, _folder, "none", CancellationToken.None);
        var first = await ArchiveOf(store).TakeAsync(Later, 2, _folder, "first", CancellationToken.None);
        var second = await ArchiveOf(store).TakeAsync(Later, 2, _folder, "second", CancellationToken.None);
        var third = await ArchiveOf(store).TakeAsync(Later, 2, _folder, "third", CancellationToken.None);

        (none, first!.Cases, second!.Cases, third).Should().Be((null, 2, 1, null));
    }

    [StoreFact]
    public async Task A_case_whose_parent_goes_on_stays_with_it()
    {
        await using var store = await OpenAsync();
        await store.Workflows.CommitAsync(A.Start("parent"), CancellationToken.None);
        var child = A.ChildOf("parent", "child", new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished));
        await store.Workflows.CommitAsync(child, CancellationToken.None);

        (await ArchiveOf(store).TakeAsync(Later, 10, _folder, "none", CancellationToken.None)).Should().BeNull();
    }

    static CaseArchive ArchiveOf(OpenStore store) => store.Services.GetRequiredService<CaseArchive>();

    static async Task EndAsync(OpenStore store, string id, string number)
    {
        await store.Workflows.CommitAsync(A.StartOf(id, number, A.Noon, null), CancellationToken.None);
        var instance = (await store.Workflows.LoadAsync(id, CancellationToken.None))!;
        await store.Workflows.CommitAsync(A.Next(instance, new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished)), CancellationToken.None);
    }

    static Dictionary<string, int> TablesIn(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var tables = new Dictionary<string, int>();
        while (lines.ReadLine() is { } line)
        {
            var table = JsonDocument.Parse(line).RootElement.GetProperty("table").GetString()!;
            tables[table] = tables.GetValueOrDefault(table) + 1;
        }
        return tables;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class SqliteCaseArchive : CaseArchiveContract
{
    private protected override Task<OpenStore> OpenAsync() => SqliteFolder.OpenAsync();
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresCaseArchive(PostgresServer server) : CaseArchiveContract
{
    private protected override Task<OpenStore> OpenAsync() => server.OpenAsync();
}
