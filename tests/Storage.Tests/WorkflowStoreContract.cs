using System.Text.Json;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Storage.Tests;

/// <summary>What every store owes the engine. A store's test class adds how to open it, and nothing else.</summary>
public abstract partial class WorkflowStoreContract : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly DateTimeOffset Noon = A.Noon;

    readonly string _id = A.Id();

    private protected OpenStore Opened { get; private set; } = null!;

    private protected IWorkflowStore Store => Opened.Workflows;

    private protected abstract Task<OpenStore> OpenAsync();

    public async Task InitializeAsync() => Opened = await OpenAsync();

    public async Task DisposeAsync() => await Opened.DisposeAsync();

    async Task<Instance> CommitAsync(Commit commit)
    {
        (await Store.CommitAsync(commit, None)).Should().Be(CommitOutcome.Committed);
        return commit.Instance;
    }

    [StoreFact]
    public async Task What_was_committed_is_what_is_loaded()
    {
        var commit = A.StartOf(_id, "LN-1", Noon, null, A.EventWait("w", "h"), A.Job("j", _id), A.Timer("t", Noon.AddDays(1)),
            new Change.FactSet("stage", "资料审核"), new Change.TaskChanged(A.Task("task", _id)));

        await CommitAsync(commit);

        var loaded = await Store.LoadAsync(_id, None);
        EngineJson.WriteInstance(loaded!).Should().Equal(EngineJson.WriteInstance(commit.Instance));
        loaded!.Revision.Should().Be(1);
        loaded.Facts["stage"].Should().Be("资料审核");
    }

    [StoreFact]
    public async Task An_unknown_instance_is_not_loaded() => (await Store.LoadAsync("nobody", None)).Should().BeNull();

    [StoreFact]
    public async Task What_a_caller_does_to_a_loaded_instance_does_not_reach_the_store()
    {
        await CommitAsync(A.Start(_id));
        var loaded = await Store.LoadAsync(_id, None);

        loaded!.Apply(new Change.NameSet("changed"));

        (await Store.LoadAsync(_id, None))!.Name.Should().BeNull();
    }

    [StoreFact]
    public async Task A_conflict_writes_nothing()
    {
        var first = await CommitAsync(A.Start(_id));
        await CommitAsync(A.Next(first, new Change.NameSet("winner")));

        var late = A.NextAt(first, Noon, "late", new Change.NameSet("loser"), A.EventWait("w", "h"), A.Timer("t", Noon), A.Job("j", _id));
        var outcome = await Store.CommitAsync(late, None);

        outcome.Should().Be(CommitOutcome.Conflict);
        (await Store.LoadAsync(_id, None))!.Name.Should().Be("winner");
        (await Store.FindWaitsAsync("h", null, None)).Should().BeEmpty();
        (await Store.NextDueAsync(None)).Should().BeNull();
        (await Store.ClaimDueJobsAsync(Noon.AddDays(1), Noon.AddDays(2), 10, None)).Should().BeEmpty();
        (await Store.FindOperationAsync("late", None)).Should().BeNull();
        (await Store.ReadLogAsync(_id, None)).Should().HaveCount(2);
    }

    [StoreFact]
    public async Task An_instance_is_created_once()
    {
        await CommitAsync(A.Start(_id, new Change.NameSet("first")));

        (await Store.CommitAsync(A.Start(_id, new Change.NameSet("second")), None)).Should().Be(CommitOutcome.Conflict);

        (await Store.LoadAsync(_id, None))!.Name.Should().Be("first");
    }

    [StoreFact]
    public async Task A_later_revision_than_the_stored_one_is_a_conflict()
    {
        var first = await CommitAsync(A.Start(_id));
        var unseen = A.Next(first).Instance;

        (await Store.CommitAsync(A.Next(unseen), None)).Should().Be(CommitOutcome.Conflict);

        (await Store.LoadAsync(_id, None))!.Revision.Should().Be(1);
    }

    [StoreFact]
    public async Task Of_parallel_commits_on_one_revision_exactly_one_wins()
    {
        var first = await CommitAsync(A.Start(_id));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(n =>
            Task.Run(() => Store.CommitAsync(A.Next(first, new Change.NameSet($"{n}"), A.EventWait($"w{n}", "h")), None))));

        outcomes.Count(o => o == CommitOutcome.Committed).Should().Be(1);
        outcomes.Count(o => o == CommitOutcome.Conflict).Should().Be(99);
        var winner = (await Store.LoadAsync(_id, None))!.Name;
        (await Store.FindWaitsAsync("h", null, None)).Should().ContainSingle().Which.WaitId.Should().Be($"w{winner}");
    }

    [StoreFact]
    public async Task An_operation_is_carried_out_once()
    {
        var first = await CommitAsync(A.StartOf(_id, null, Noon, "op-1"));

        var repeated = await Store.CommitAsync(A.NextAt(first, Noon, "op-1", new Change.NameSet("twice")), None);
        var elsewhere = await Store.CommitAsync(A.StartOf(A.Id(), null, Noon, "op-1"), None);

        repeated.Should().Be(CommitOutcome.Duplicate);
        elsewhere.Should().Be(CommitOutcome.Duplicate);
        (await Store.LoadAsync(_id, None))!.Name.Should().BeNull();
        (await Store.FindOperationAsync("op-1", None)).Should().Be(_id);
        (await Store.FindOperationAsync("op-2", None)).Should().BeNull();
    }

    [StoreFact]
    public async Task Of_parallel_starts_with_one_operation_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Task.Run(() => Store.CommitAsync(A.StartOf($"{_id}-{n}", null, Noon, "op"), None))));

        outcomes.Count(o => o == CommitOutcome.Committed).Should().Be(1);
        outcomes.Count(o => o == CommitOutcome.Duplicate).Should().Be(19);
    }

    [StoreFact]
    public async Task An_event_finds_what_waits_for_it_oldest_first()
    {
        await CommitAsync(A.StartOf("b", "LN-2", Noon, null, A.EventWait("young", "h", Noon.AddMinutes(1)), A.EventWait("other", "h2")));
        await CommitAsync(A.StartOf("a", "LN-1", Noon, null, A.EventWait("old", "h", Noon)));

        (await Store.FindWaitsAsync("h", null, None)).Should().Equal(new WaitAddress("a", "old"), new WaitAddress("b", "young"));
        (await Store.FindWaitsAsync("h", "LN-2", None)).Should().Equal(new WaitAddress("b", "young"));
        (await Store.FindWaitsAsync("h", "LN-3", None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_burned_wait_is_found_no_more()
    {
        var first = await CommitAsync(A.Start(_id, A.EventWait("w", "h"), A.Timer("t", Noon)));

        await CommitAsync(A.Next(first, new Change.WaitBurned("w"), new Change.WaitBurned("t")));

        (await Store.FindWaitsAsync("h", null, None)).Should().BeEmpty();
        (await Store.NextDueAsync(None)).Should().BeNull();
    }

    [StoreFact]
    public async Task What_begins_and_ends_in_one_burst_is_never_seen()
    {
        await CommitAsync(A.Start(_id, A.EventWait("w", "h"), new Change.WaitBurned("w"), A.Timer("t", Noon), new Change.WaitBurned("t"),
            A.Job("j", _id), new Change.JobAnswered("j")));

        (await Store.FindWaitsAsync("h", null, None)).Should().BeEmpty();
        (await Store.NextDueAsync(None)).Should().BeNull();
        (await Store.ClaimDueJobsAsync(Noon.AddDays(1), Noon.AddDays(2), 10, None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Waits_follow_a_new_business_key()
    {
        var first = await CommitAsync(A.StartOf(_id, "old", Noon, null, A.EventWait("w1", "h")));

        await CommitAsync(A.Next(first, new Change.CorrelationSet("new"), A.EventWait("w2", "h")));

        (await Store.FindWaitsAsync("h", "old", None)).Should().BeEmpty();
        (await Store.FindWaitsAsync("h", "new", None)).Select(w => w.WaitId).Should().Equal("w1", "w2");
        (await Store.FindByCorrelationAsync("new", None)).Should().Equal(_id);
        (await Store.FindByCorrelationAsync("old", None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Instances_of_a_business_key_come_oldest_first()
    {
        await CommitAsync(A.StartOf("second", "LN-1", Noon.AddMinutes(1), null));
        await CommitAsync(A.StartOf("first", "LN-1", Noon, null));

        (await Store.FindByCorrelationAsync("LN-1", None)).Should().Equal("first", "second");
    }

    [StoreFact]
    public async Task Children_are_found_until_they_have_ended()
    {
        var (parent, running, failed, ended) = (A.Id(), A.Id(), A.Id(), A.Id());
        foreach (var (id, status, subStatus) in ((string, WorkflowStatus, WorkflowSubStatus)[])
            [(running, WorkflowStatus.Running, WorkflowSubStatus.Suspended), (failed, WorkflowStatus.Finished, WorkflowSubStatus.Faulted), (ended, WorkflowStatus.Finished, WorkflowSubStatus.Cancelled)])
            await Store.CommitAsync(A.ChildOf(parent, id, new Change.StatusChanged(status, subStatus)), None);

        (await Store.FindChildrenAsync(parent, None)).Should().BeEquivalentTo([running, failed]);
        (await Store.FindChildrenAsync(running, None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Due_timers_are_claimed_earliest_first_and_not_before()
    {
        await CommitAsync(A.Start(_id, A.Timer("t2", Noon.AddMinutes(2)), A.Timer("t1", Noon.AddMinutes(1)), A.Timer("t3", Noon.AddMinutes(3))));

        (await Store.ClaimDueTimersAsync(Noon, Noon.AddHours(1), 10, None)).Should().BeEmpty();
        (await Store.ClaimDueTimersAsync(Noon.AddMinutes(2), Noon.AddHours(1), 10, None)).Select(t => t.WaitId).Should().Equal("t1", "t2");
    }

    [StoreFact]
    public async Task A_claimed_timer_comes_again_when_its_lease_is_over()
    {
        await CommitAsync(A.Start(_id, A.Timer("t", Noon)));
        (await Store.ClaimDueTimersAsync(Noon, Noon.AddMinutes(1), 10, None)).Should().ContainSingle();

        (await Store.ClaimDueTimersAsync(Noon.AddSeconds(59), Noon.AddMinutes(2), 10, None)).Should().BeEmpty();
        (await Store.NextDueAsync(None)).Should().Be(Noon.AddMinutes(1));
        (await Store.ClaimDueTimersAsync(Noon.AddMinutes(1), Noon.AddMinutes(2), 10, None)).Should().Equal(new WaitAddress(_id, "t"));
    }

    [StoreFact]
    public async Task Parallel_claimers_never_share_a_timer()
    {
        await CommitAsync(A.Start(_id, [.. Enumerable.Range(0, 200).Select(n => A.Timer($"t{n}", Noon))]));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ClaimUntilNoneIsLeft)));

        claims.SelectMany(c => c).Should().OnlyHaveUniqueItems().And.HaveCount(200);

        async Task<List<string>> ClaimUntilNoneIsLeft()
        {
            var mine = new List<string>();
            while (await Store.ClaimDueTimersAsync(Noon, Noon.AddHours(1), 10, None) is { Count: > 0 } claimed)
                mine.AddRange(claimed.Select(t => t.WaitId));
            return mine;
        }
    }

    [StoreFact]
    public async Task The_next_timer_is_the_earliest()
    {
        (await Store.NextDueAsync(None)).Should().BeNull();

        await CommitAsync(A.Start(_id, A.Timer("late", Noon.AddDays(30)), A.Timer("soon", Noon.AddMilliseconds(1500))));

        (await Store.NextDueAsync(None)).Should().Be(Noon.AddMilliseconds(1500));
    }

    [StoreFact]
    public async Task A_new_job_belongs_to_who_committed_it_until_the_lease_is_over()
    {
        await CommitAsync(A.Start(_id, A.Job("j", _id)));

        (await Store.ClaimDueJobsAsync(Noon.AddSeconds(29), Noon.AddHours(1), 10, None)).Should().BeEmpty();

        var job = (await Store.ClaimDueJobsAsync(Noon.AddSeconds(30), Noon.AddHours(1), 10, None)).Should().ContainSingle().Subject;
        job.Should().BeEquivalentTo(new { Id = "j", InstanceId = _id, Kind = "credit-pull", IdempotencyKey = "j/1", Attempt = 0, CreatedAt = Noon });
        job.Payload.GetProperty("name").GetString().Should().Be("小微企业");
        (await Store.ClaimDueJobsAsync(Noon.AddSeconds(30), Noon.AddHours(1), 10, None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_job_for_later_is_nobodys_until_then()
    {
        await CommitAsync(A.Start(_id, A.Job("j", _id, notBefore: Noon.AddSeconds(10))));

        (await Store.ClaimDueJobsAsync(Noon.AddSeconds(9), Noon.AddHours(1), 10, None)).Should().BeEmpty();
        (await Store.ClaimDueJobsAsync(Noon.AddSeconds(10), Noon.AddHours(1), 10, None)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_deferred_job_counts_its_attempt_and_comes_when_it_is_due()
    {
        await CommitAsync(A.Start(_id, A.Job("j", _id)));

        await Store.DeferJobAsync("j", Noon.AddMinutes(5), None);

        (await Store.ClaimDueJobsAsync(Noon.AddMinutes(4), Noon.AddHours(1), 10, None)).Should().BeEmpty();
        (await Store.ClaimDueJobsAsync(Noon.AddMinutes(5), Noon.AddHours(1), 10, None))
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { Attempt = 1, NotBefore = Noon.AddMinutes(5) });
        await Store.DeferJobAsync("unknown", Noon, None);
    }

    [StoreFact]
    public async Task An_answered_job_never_comes_again()
    {
        var first = await CommitAsync(A.Start(_id, A.Job("j", _id)));

        await CommitAsync(A.Next(first, new Change.JobAnswered("j")));

        (await Store.ClaimDueJobsAsync(Noon.AddDays(1), Noon.AddDays(2), 10, None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Jobs_come_oldest_first_and_no_more_than_asked_for()
    {
        await CommitAsync(A.Start(_id, A.Job("j2", _id, createdAt: Noon.AddSeconds(1)), A.Job("j1", _id, createdAt: Noon)));

        (await Store.ClaimDueJobsAsync(Noon.AddHours(1), Noon.AddHours(2), 10, None)).Select(j => j.Id).Should().Equal("j1", "j2");
        (await Store.ClaimDueJobsAsync(Noon.AddHours(2), Noon.AddHours(3), 1, None)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task Released_leases_make_timers_and_jobs_free_but_not_early()
    {
        await CommitAsync(A.Start(_id, A.Timer("t", Noon), A.Job("now", _id), A.Job("later", _id, notBefore: Noon.AddMinutes(10))));
        await Store.ClaimDueTimersAsync(Noon, Noon.AddHours(1), 10, None);

        await Store.ReleaseLeasesAsync(None);

        (await Store.ClaimDueTimersAsync(Noon, Noon.AddHours(1), 10, None)).Should().ContainSingle();
        (await Store.ClaimDueJobsAsync(Noon, Noon.AddHours(1), 10, None)).Select(j => j.Id).Should().Equal("now");
    }

    [StoreFact]
    public async Task The_log_keeps_every_commit_in_order()
    {
        var first = await CommitAsync(A.Start(_id, new Change.LineWritten(1, "one")));
        var second = await CommitAsync(A.NextAt(first, Noon.AddMinutes(1), null, new Change.LineWritten(1, "two")));
        await CommitAsync(A.NextAt(second, Noon.AddMinutes(2), null, new Change.LineWritten(1, "三")));

        var log = await Store.ReadLogAsync(_id, None);

        log.Select(e => e.Revision).Should().Equal(1, 2, 3);
        log.Select(e => e.At).Should().Equal(Noon, Noon.AddMinutes(1), Noon.AddMinutes(2));
        log.SelectMany(e => e.Changes).OfType<Change.LineWritten>().Select(l => l.Text).Should().Equal("one", "two", "三");
        (await Store.ReadLogAsync("nobody", None)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Times_with_an_offset_mean_the_same_moment()
    {
        var inShanghai = Noon.ToOffset(TimeSpan.FromHours(8));
        await CommitAsync(A.StartOf(_id, null, inShanghai, null, A.Timer("t", inShanghai)));

        (await Store.NextDueAsync(None)).Should().Be(Noon);
        (await Store.ClaimDueTimersAsync(inShanghai, inShanghai.AddHours(1), 10, None)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_state_of_a_megabyte_comes_back_whole()
    {
        var text = string.Concat(Enumerable.Repeat("小微企业贷款申请 ", 50_000));
        await CommitAsync(A.Start(_id, new Change.WorkflowOutputSet("text", JsonSerializer.SerializeToElement(text))));

        (await Store.LoadAsync(_id, None))!.Output["text"].GetString().Should().Be(text);
    }

    [StoreFact]
    public async Task A_commit_that_breaks_the_stores_rules_does_not_harm_its_neighbours()
    {
        await CommitAsync(A.Start(_id, A.Timer("taken", Noon)));
        var bad = A.Start("bad", A.Timer("taken", Noon));

        var commits = Enumerable.Range(0, 20).Select(n => n == 10 ? bad : A.Start($"good-{n}"))
            .Select(c => Task.Run(() => Store.CommitAsync(c, None))).ToList();
        var all = async () => await Task.WhenAll(commits);

        await all.Should().ThrowAsync<Exception>();
        commits.Count(c => c.Status == TaskStatus.RanToCompletion).Should().Be(19);
        (await Store.LoadAsync("bad", None)).Should().BeNull();
        (await Store.LoadAsync("good-19", None)).Should().NotBeNull();
    }
}
