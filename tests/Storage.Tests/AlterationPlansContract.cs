using Lendflow.Engine.Running;
using Lendflow.Storage.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Lendflow.Storage.Tests;

/// <summary>Plans of alterations on every database.</summary>
public abstract class AlterationPlansContract : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    OpenStore _opened = null!;

    AlterationPlans Plans => _opened.Services.GetRequiredService<AlterationPlans>();

    private protected abstract Task<OpenStore> OpenAsync();

    public async Task InitializeAsync() => _opened = await OpenAsync();

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    [StoreFact]
    public async Task An_instance_of_a_plan_is_claimed_once_until_its_lease_ends_and_never_when_it_is_done()
    {
        await Plans.AddAsync(new AlterationPlan("plan", A.Noon, "olga", "new rules", [new Alteration.Migrate(2)]), ["a", "b", "a"], None);
        var later = A.Noon.AddMinutes(2);

        var claimed = await Plans.ClaimAsync(A.Noon, later, 10, None);
        var none = await Plans.ClaimAsync(A.Noon, later, 10, None);
        await Plans.FinishAsync(claimed.Single(t => t.InstanceId == "a"), null, None);
        var again = await Plans.ClaimAsync(later, later.AddMinutes(2), 10, None);
        await Plans.FinishAsync(again.Single(), "Expected this, but that.", None);

        claimed.Select(t => t.InstanceId).Should().BeEquivalentTo("a", "b");
        none.Should().BeEmpty();
        again.Single().InstanceId.Should().Be("b");
        var progress = await Plans.FindAsync("plan", None);
        (progress!.Pending, progress.Done, progress.Refused).Should().Be((0, 1, 1));
        progress.Plan.Alterations.Should().Equal(new Alteration.Migrate(2));
        (await Plans.ListResultsAsync("plan", new PageRequest(), None)).Items.Should().Equal(
            new AlterationResult("b", "refused", "Expected this, but that."), new AlterationResult("a", "done", null));
    }
}

public sealed class SqliteAlterationPlans : AlterationPlansContract
{
    private protected override Task<OpenStore> OpenAsync() => SqliteFolder.OpenAsync();
}

[NeedsPostgres, Collection(PostgresServer.Name), Trait("Category", "PostgreSQL")]
public sealed class PostgresAlterationPlans(PostgresServer server) : AlterationPlansContract
{
    private protected override Task<OpenStore> OpenAsync() => server.OpenAsync();

    [StoreFact]
    public async Task A_node_hears_which_definition_another_one_changed()
    {
        await using var opened = await server.OpenAsync();
        using var stop = new CancellationTokenSource();
        var heard = new TaskCompletionSource<string>();
        var listening = opened.Database.ListenAsync(id => heard.TrySetResult(id), stop.Token);

        while (!heard.Task.IsCompleted)
        {
            await Engine.Storage.DefinitionStoreWriting.SaveAsync(opened.Definitions, [A.Definition("loan", 1, isLatest: true)], [], CancellationToken.None);
            await Task.WhenAny(heard.Task, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        (await heard.Task).Should().Be("loan");
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => listening).Should().ThrowAsync<OperationCanceledException>();
    }
}
