using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Storage.Tests;

/// <summary>Who may start while others run.</summary>
public abstract partial class WorkflowStoreContract
{
    static readonly StartGuard OneLoan = new("loan", null);
    static readonly StartGuard OneOfCase = new(null, "LN-1");
    static readonly StartGuard OneLoanOfCase = new("loan", "LN-1");

    static readonly Change Finished = new Change.StatusChanged(WorkflowStatus.Finished, WorkflowSubStatus.Finished);

    Task<CommitOutcome> StartAsync(string id, StartGuard? guard, string? correlationId = null, string? operation = null) =>
        Store.CommitAsync(A.StartOf(id, correlationId, Noon, operation) with { Guard = guard }, None);

    [StoreFact]
    public async Task A_guard_excludes_what_runs_and_has_all_it_names()
    {
        await StartAsync("running", null, "LN-1");

        (await StartAsync("a", OneLoan)).Should().Be(CommitOutcome.Occupied);
        (await StartAsync("b", OneOfCase)).Should().Be(CommitOutcome.Occupied);
        (await StartAsync("c", OneLoanOfCase)).Should().Be(CommitOutcome.Occupied);
        (await StartAsync("d", new StartGuard("other", null))).Should().Be(CommitOutcome.Committed);
        (await StartAsync("e", new StartGuard(null, "LN-2"))).Should().Be(CommitOutcome.Committed);
        (await StartAsync("f", new StartGuard("loan", "LN-2"))).Should().Be(CommitOutcome.Committed);
        (await StartAsync("g", null, "LN-1")).Should().Be(CommitOutcome.Committed);
    }

    [StoreFact]
    public async Task An_excluded_start_writes_nothing()
    {
        await StartAsync("running", OneLoan);

        var excluded = A.StartOf("late", null, Noon, "op", A.EventWait("w", "h"), A.Job("j", "late")) with { Guard = OneLoan };
        (await Store.CommitAsync(excluded, None)).Should().Be(CommitOutcome.Occupied);

        (await Store.LoadAsync("late", None)).Should().BeNull();
        (await Store.FindWaitsAsync("h", null, None)).Should().BeEmpty();
        (await Store.FindOperationAsync("op", None)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_start_that_is_repeated_is_a_repetition_and_does_not_exclude_itself()
    {
        await StartAsync("first", OneLoan, operation: "op");

        (await StartAsync("second", OneLoan, operation: "op")).Should().Be(CommitOutcome.Duplicate);
    }

    [StoreFact]
    public async Task An_instance_that_has_ended_makes_room_for_the_next()
    {
        var first = A.StartOf("first", "LN-1", Noon, null) with { Guard = OneLoanOfCase };
        await CommitAsync(first);
        await CommitAsync(A.Next(first.Instance, Finished));

        (await StartAsync("second", OneLoanOfCase, "LN-1")).Should().Be(CommitOutcome.Committed);
        (await StartAsync("third", OneLoanOfCase, "LN-1")).Should().Be(CommitOutcome.Occupied);
    }

    [StoreFact]
    public async Task An_instance_that_ends_in_its_first_burst_excludes_nobody()
    {
        await CommitAsync(A.StartOf("first", null, Noon, null, Finished) with { Guard = OneLoan });

        (await StartAsync("second", OneLoan)).Should().Be(CommitOutcome.Committed);
    }

    [StoreFact]
    public async Task Of_parallel_starts_under_one_guard_exactly_one_wins_and_guards_do_not_hinder_each_other()
    {
        (StartGuard Guard, string? Case)[] kinds = [(new StartGuard("loan", "LN-7"), "LN-7"), (new StartGuard(null, "LN-8"), "LN-8"), (new StartGuard("loan", "LN-9"), "LN-9")];
        var starts = Enumerable.Range(0, 60).Select(n => (Id: $"i{n}", Kind: kinds[n % kinds.Length])).ToList();

        var outcomes = await Task.WhenAll(starts.Select(s => Task.Run(async () => (s.Kind, Outcome: await StartAsync(s.Id, s.Kind.Guard, s.Kind.Case)))));

        outcomes.GroupBy(o => o.Kind).Should().OnlyContain(k => k.Count(o => o.Outcome == CommitOutcome.Committed) == 1 && k.Count(o => o.Outcome == CommitOutcome.Occupied) == 19);
    }

    [StoreFact]
    public async Task Rounds_of_parallel_starts_and_ends_never_let_two_run_at_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var ids = Enumerable.Range(0, 8).Select(n => $"r{round}-{n}").ToList();
            var outcomes = await Task.WhenAll(ids.Select(id => Task.Run(() => StartAsync(id, OneLoan))));
            outcomes.Count(o => o == CommitOutcome.Committed).Should().Be(1);

            var winner = await Store.LoadAsync(ids[Array.IndexOf(outcomes, CommitOutcome.Committed)], None);
            await CommitAsync(A.Next(winner!, Finished));
        }
    }
}
