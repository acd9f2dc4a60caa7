using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Storage.Tests;

/// <summary>What every store of triggers owes.</summary>
public abstract class TriggerStoreContract : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly DateTimeOffset Noon = A.Noon;

    OpenStore _opened = null!;

    IDefinitionStore Definitions => _opened.Definitions;

    ITriggerStore Store => _opened.Triggers;

    private protected abstract Task<OpenStore> OpenAsync();

    public async Task InitializeAsync() => _opened = await OpenAsync();

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    static WorkflowDefinition Published(string definitionId, int version) => A.Definition(definitionId, version, isLatest: true, isPublished: true);

    async Task<IEnumerable<string>> IdsAsync(string hash = "h") => (await Store.FindTriggersAsync(hash, None)).Select(t => t.Id);

    Task<IReadOnlyList<StartTrigger>> ClaimAsync(DateTimeOffset now) => Store.ClaimDueTriggersAsync(now, now.AddMinutes(1), 10, None);

    [StoreFact]
    public async Task A_trigger_comes_back_as_it_was_published()
    {
        var version = Published("loan", 1);
        var trigger = A.Trigger(version, "t1", "h1", Noon);

        await Definitions.SaveAsync([version], [trigger, A.Trigger(version, "t2", "h2")], None);

        var found = (await Store.FindTriggersAsync("h1", None)).Should().ContainSingle().Subject;
        found.Should().BeEquivalentTo(trigger, o => o.Excluding(t => t.Payload));
        found.Payload.GetRawText().Should().Be(trigger.Payload.GetRawText());
        (await Store.ListTriggersAsync("loan", None)).Select(t => t.Id).Should().Equal("t1", "t2");
        (await Store.FindTriggersAsync("unknown", None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task One_stimulus_meets_the_triggers_of_all_definitions()
    {
        await Definitions.SaveAsync([Published("b", 1)], [A.Trigger(Published("b", 1), "2")], None);
        await Definitions.SaveAsync([Published("a", 1)], [A.Trigger(Published("a", 1), "1"), A.Trigger(Published("a", 1), "3")], None);

        (await IdsAsync()).Should().Equal("1", "2", "3");
    }

    [StoreFact]
    public async Task A_publication_replaces_the_triggers_of_the_version_before()
    {
        await Definitions.SaveAsync([Published("loan", 1)], [A.Trigger(Published("loan", 1), "old")], None);

        await Definitions.SaveAsync([A.Definition("loan", 1), Published("loan", 2)], [A.Trigger(Published("loan", 2), "new")], None);

        (await IdsAsync()).Should().Equal("new");
        (await Store.ListTriggersAsync("loan", None)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_retraction_and_a_deletion_remove_triggers()
    {
        await Definitions.SaveAsync([Published("a", 1), Published("b", 1), Published("c", 1)],
            [A.Trigger(Published("a", 1), "a"), A.Trigger(Published("b", 1), "b"), A.Trigger(Published("c", 1), "c")], None);

        await Definitions.SaveAsync([A.Definition("a", 1, isLatest: true)], [], None);
        await Definitions.DeleteAsync("b", "b-v1");

        (await IdsAsync()).Should().Equal("c");
    }

    [StoreFact]
    public async Task A_draft_beside_a_published_version_leaves_its_triggers_alone()
    {
        await Definitions.SaveAsync([Published("loan", 1)], [A.Trigger(Published("loan", 1), "t", dueAt: Noon)], None);

        await Definitions.SaveAsync([A.Definition("loan", 1, isPublished: true), A.Definition("loan", 2, isLatest: true)], [], None);

        (await Store.FindTriggersAsync("h", None)).Should().ContainSingle().Which.DueAt.Should().Be(Noon);
    }

    [StoreFact]
    public async Task Indexing_a_version_again_adds_what_is_new_removes_what_is_gone_and_lets_clocks_go_on()
    {
        var version = Published("loan", 1);
        await Definitions.SaveAsync([version], [A.Trigger(version, "gone"), A.Trigger(version, "stays", dueAt: Noon)], None);
        await Store.AdvanceTriggerAsync((await ClaimAsync(Noon))[0], Noon.AddHours(1), None);

        await Definitions.SaveAsync([version], [A.Trigger(version, "stays", dueAt: Noon), A.Trigger(version, "comes")], None);

        (await IdsAsync()).Should().Equal("comes", "stays");
        (await Store.ListTriggersAsync("loan", None)).Single(t => t.Id == "stays").DueAt.Should().Be(Noon.AddHours(1));
    }

    [StoreFact]
    public async Task Five_hundred_versions_leave_the_triggers_of_one()
    {
        for (var version = 1; version <= 500; version += 100)
        {
            var from = version;
            var batch = Enumerable.Range(from, 100).Select(n => A.Definition("loan", n, isLatest: n == 500, isPublished: n == from + 99)).ToList();
            await Definitions.SaveAsync([.. from == 1 ? [] : new[] { A.Definition("loan", from - 1) }, .. batch], [A.Trigger(batch[^1], $"t{from + 99}")], None);
        }

        (await IdsAsync()).Should().Equal("t500");
    }

    [StoreFact]
    public async Task Due_triggers_are_claimed_earliest_first_by_one_caller_only()
    {
        var version = Published("loan", 1);
        await Definitions.SaveAsync([version],
            [A.Trigger(version, "second", dueAt: Noon), A.Trigger(version, "first", dueAt: Noon.AddHours(-1)), A.Trigger(version, "later", dueAt: Noon.AddTicks(10)), A.Trigger(version, "never")], None);

        (await ClaimAsync(Noon)).Select(t => t.Id).Should().Equal("first", "second");
        (await ClaimAsync(Noon)).Should().BeEmpty();
        (await ClaimAsync(Noon.AddMinutes(1))).Select(t => t.Id).Should().Equal(["first", "second", "later"], "their leases are over");
    }

    [StoreFact]
    public async Task Parallel_claims_share_the_due_triggers()
    {
        var version = Published("loan", 1);
        await Definitions.SaveAsync([version], [.. Enumerable.Range(0, 50).Select(n => A.Trigger(version, $"t{n}", dueAt: Noon))], None);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.ClaimDueTriggersAsync(Noon, Noon.AddMinutes(1), 20, None))));

        claims.SelectMany(c => c).Select(t => t.Id).Should().OnlyHaveUniqueItems();
    }

    [StoreFact]
    public async Task A_trigger_moves_on_once_for_each_time_it_was_due()
    {
        var version = Published("loan", 1);
        await Definitions.SaveAsync([version], [A.Trigger(version, "t", dueAt: Noon)], None);
        var claimed = (await ClaimAsync(Noon)).Should().ContainSingle().Subject;

        await Store.AdvanceTriggerAsync(claimed, Noon.AddHours(1), None);
        await Store.AdvanceTriggerAsync(claimed, Noon.AddHours(2), None);

        (await ClaimAsync(Noon.AddMinutes(59))).Should().BeEmpty();
        var next = (await ClaimAsync(Noon.AddHours(1))).Should().ContainSingle().Subject;
        next.DueAt.Should().Be(Noon.AddHours(1));

        await Store.AdvanceTriggerAsync(next, null, None);

        (await ClaimAsync(Noon.AddYears(1))).Should().BeEmpty();
        (await IdsAsync()).Should().Equal("t");
    }

    [StoreFact]
    public async Task Leases_end_when_the_only_process_starts_again()
    {
        var version = Published("loan", 1);
        await Definitions.SaveAsync([version], [A.Trigger(version, "t", dueAt: Noon)], None);
        await ClaimAsync(Noon);

        await _opened.Workflows.ReleaseLeasesAsync(None);

        (await ClaimAsync(Noon)).Should().ContainSingle();
    }
}
