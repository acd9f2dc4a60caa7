using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Storage.Tests;

/// <summary>What every store of stimuli owes.</summary>
public abstract class StimulusStoreContract : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly DateTimeOffset Noon = A.Noon;

    OpenStore _opened = null!;

    IStimulusStore Store => _opened.Stimuli;

    private protected abstract Task<OpenStore> OpenAsync();

    public async Task InitializeAsync() => _opened = await OpenAsync();

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    static PendingStimulus Kept(string id, string hash = "h", string? correlationId = null, string? instanceId = null, DateTimeOffset? at = null) =>
        new(id, hash, correlationId, instanceId, A.Json("{\"金额\":5}"), "olga", at ?? Noon, [], null);

    static PendingStimulus OnItsWay(string id) => Kept(id) with { Waits = [new("i", "w")] };

    Task<bool> KeepAsync(PendingStimulus stimulus) => Store.AcceptAsync(stimulus, Noon, None);

    Task<CommitOutcome> WaitAsync(string instance, string wait, string hash = "h", string? correlationId = null) =>
        _opened.Workflows.CommitAsync(A.StartOf(instance, correlationId, Noon, null, A.EventWait(wait, hash)), None);

    async Task<IEnumerable<string>> ClaimAsync(DateTimeOffset? now = null) =>
        (await Store.ClaimStimuliAsync(now ?? Noon, (now ?? Noon).AddMinutes(1), 10, None)).Select(s => s.Id);

    [StoreFact]
    public async Task A_stimulus_comes_back_as_it_was_accepted()
    {
        var accepted = OnItsWay("s") with { CorrelationId = "LN-1", InstanceId = "i", Triggers = [A.Trigger(A.Definition("loan", 1), "t", dueAt: Noon)] };
        await Store.AcceptAsync(accepted, Noon, None);

        var claimed = (await Store.ClaimStimuliAsync(Noon, Noon.AddMinutes(1), 10, None)).Should().ContainSingle().Subject;

        claimed.Should().BeEquivalentTo(accepted, o => o.Excluding(m => m.Name == nameof(PendingStimulus.Payload)));
        claimed.Payload.GetRawText().Should().Be("{\"金额\":5}");
    }

    [StoreFact]
    public async Task One_id_is_accepted_once_also_when_its_stimulus_is_gone()
    {
        (await KeepAsync(Kept("s"))).Should().BeTrue();
        (await KeepAsync(Kept("s"))).Should().BeFalse();
        await Store.RemoveAsync("s", None);
        await Store.RemoveAsync("s", None);

        (await KeepAsync(Kept("s"))).Should().BeFalse();
    }

    [StoreFact]
    public async Task Of_parallel_acceptances_of_one_id_exactly_one_wins()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => KeepAsync(Kept("s")))));

        accepted.Count(won => won).Should().Be(1);
    }

    [StoreFact]
    public async Task A_stimulus_on_its_way_is_claimed_when_its_lease_is_over()
    {
        await Store.AcceptAsync(OnItsWay("s"), Noon.AddMinutes(1), None);

        (await ClaimAsync(Noon)).Should().BeEmpty();
        (await ClaimAsync(Noon.AddMinutes(1))).Should().Equal("s");
        (await ClaimAsync(Noon.AddMinutes(1))).Should().BeEmpty();
        (await ClaimAsync(Noon.AddHours(1))).Should().Equal(["s"], "what was accepted is brought, however late");
    }

    [StoreFact]
    public async Task A_kept_stimulus_is_claimed_when_a_wait_has_come_for_it()
    {
        await KeepAsync(Kept("any"));
        await KeepAsync(Kept("other-hash", "g"));
        await KeepAsync(Kept("other-case", correlationId: "LN-2"));
        await KeepAsync(Kept("same-case", correlationId: "LN-1"));
        await KeepAsync(Kept("other-instance", instanceId: "j"));
        await KeepAsync(Kept("same-instance", instanceId: "i"));
        (await ClaimAsync()).Should().BeEmpty();

        await WaitAsync("i", "w", "h", "LN-1");

        (await ClaimAsync()).Should().BeEquivalentTo("any", "same-case", "same-instance");
        (await ClaimAsync()).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_kept_stimulus_is_gone_after_ten_minutes()
    {
        await KeepAsync(Kept("old", at: Noon.AddMinutes(-10)));
        await KeepAsync(Kept("young", at: Noon.AddMinutes(-10).AddSeconds(1)));
        await WaitAsync("i", "w");

        (await ClaimAsync()).Should().Equal("young");
        (await Store.RewriteAsync(Kept("old") with { Revision = 1 }, Noon, None)).Should().BeFalse();
    }

    [StoreFact]
    public async Task Of_two_who_rewrite_one_revision_one_wins()
    {
        await Store.AcceptAsync(OnItsWay("s"), Noon, None);
        var next = OnItsWay("s") with { Revision = 1, Waits = [new("i", "w2")] };

        var rewritten = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.RewriteAsync(next, Noon, None))));

        rewritten.Count(won => won).Should().Be(1);
        var claimed = (await Store.ClaimStimuliAsync(Noon, Noon.AddMinutes(1), 10, None)).Single();
        (claimed.Revision, claimed.Waits![0].WaitId).Should().Be((1, "w2"));
    }

    [StoreFact]
    public async Task A_stimulus_that_met_nobody_is_kept_from_then_on()
    {
        await Store.AcceptAsync(OnItsWay("s"), Noon.AddMinutes(1), None);

        (await Store.RewriteAsync(Kept("s") with { Revision = 1 }, Noon, None)).Should().BeTrue();

        (await ClaimAsync()).Should().BeEmpty();
        await WaitAsync("i", "w");
        (await ClaimAsync()).Should().Equal("s");
    }

    [StoreFact]
    public async Task Parallel_claims_share_the_due_stimuli()
    {
        foreach (var n in Enumerable.Range(0, 30)) await Store.AcceptAsync(OnItsWay($"s{n}"), Noon, None);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.ClaimStimuliAsync(Noon, Noon.AddMinutes(1), 10, None))));

        claims.SelectMany(c => c).Select(s => s.Id).Should().OnlyHaveUniqueItems();
    }
}
