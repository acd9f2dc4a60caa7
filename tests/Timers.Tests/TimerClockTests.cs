using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Sandbox.Tests;

namespace Lendflow.Timers.Tests;

public sealed class TimerClockTests
{
    readonly ManualTimeProvider time = new();

    [Fact]
    public async Task A_timer_fires_when_its_time_has_come_and_not_before()
    {
        var rig = new TimerRig(time);
        var id = await rig.StartAsync("one");
        var clock = rig.NewClock();

        time.Advance(TimeSpan.FromMinutes(59));
        var early = await clock.LookAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        var due = await clock.LookAsync(CancellationToken.None);

        early.Should().Be(0);
        due.Should().Be(1);
        (await rig.Store.LoadAsync(id, CancellationToken.None))!.Status.Should().Be(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Many_clocks_that_look_at_the_same_moment_fire_each_timer_once()
    {
        var rig = new TimerRig(time);
        var ids = new List<string>();
        for (var i = 0; i < 50; i++) ids.Add(await rig.StartAsync($"case-{i}"));

        time.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.NewClock().LookAsync(CancellationToken.None))));

        foreach (var id in ids) (await rig.LinesOfAsync(id)).Should().Be(1);
    }

    [Fact]
    public async Task A_timer_that_a_dead_node_had_claimed_fires_when_its_lease_is_over()
    {
        var rig = new TimerRig(time);
        var id = await rig.StartAsync("one");
        time.Advance(TimeSpan.FromHours(2));
        var now = time.GetUtcNow();
        await rig.Store.ClaimDueTimersAsync(now, now.AddMinutes(1), 10, CancellationToken.None);

        var whileLeased = await rig.NewClock().LookAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(2));
        await rig.NewClock().LookAsync(CancellationToken.None);

        whileLeased.Should().Be(0);
        (await rig.LinesOfAsync(id)).Should().Be(1);
    }

    /// <summary>As many as a lender's clocks may be due in one minute; how fast that is on disk the bench says.</summary>
    [Fact]
    public async Task Ten_thousand_timers_due_at_once_fire_each_once_though_a_node_dies_with_some_of_them()
    {
        const int Count = 10_000;
        var rig = new TimerRig(time);
        for (var i = 0; i < Count; i++) await rig.StartAsync($"case-{i}");
        time.Advance(TimeSpan.FromHours(2));

        var now = time.GetUtcNow();
        var lost = await rig.Store.ClaimDueTimersAsync(now, now.AddMinutes(1), 200, CancellationToken.None);
        var fired = (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => rig.NewClock().LookAsync(CancellationToken.None))))).Sum();
        time.Advance(TimeSpan.FromMinutes(2));
        var later = await rig.NewClock().LookAsync(CancellationToken.None);

        (lost.Count, fired, later).Should().Be((200, Count - 200, 200));
        for (var i = 0; i < Count; i++) (await rig.LinesOfAsync($"case-{i}")).Should().Be(1);
    }

    [Fact]
    public async Task A_flow_that_the_clock_starts_is_started_by_it_though_other_work_fails()
    {
        var rig = new TimerRig(time);
        await rig.PublishHourlyAsync();

        time.Advance(TimeSpan.FromHours(1));
        await rig.NewClock(new Failing()).LookAsync(CancellationToken.None);

        (await rig.Store.ListTriggersAsync("hourly", CancellationToken.None)).Single().DueAt.Should().Be(time.GetUtcNow().AddHours(1));
    }

    [Fact]
    public async Task Timers_fire_while_the_outside_does_not_answer()
    {
        var silent = new Silent();
        var rig = new TimerRig(time, silent);
        await rig.StartAskingAsync("asks");
        var clock = rig.NewClock();

        time.Advance(TimeSpan.FromHours(1));
        await clock.LookAsync(CancellationToken.None).WaitAsync(Patience); // The asking flow goes on to its question.
        time.Advance(TimeSpan.FromHours(1));
        await clock.LookAsync(CancellationToken.None).WaitAsync(Patience); // Nobody performed it: it is due.
        await silent.IsAsked.WaitAsync(Patience);
        await rig.StartAsync("one");
        time.Advance(TimeSpan.FromHours(1));
        await clock.LookAsync(CancellationToken.None).WaitAsync(Patience);

        (await rig.LinesOfAsync("one")).Should().Be(1);
    }

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Is asked, and never answers.</summary>
    sealed class Silent : IJobHandler
    {
        readonly TaskCompletionSource asked = new();

        public string Kind => "find-workflow";

        public Task IsAsked => asked.Task;

        public Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
        {
            asked.TrySetResult();
            return new TaskCompletionSource<JobAnswer>().Task;
        }
    }

    sealed class Failing : IDueWork
    {
        public Task<int> TakeDueAsync(int max, CancellationToken cancellationToken) => throw new InvalidOperationException("Expected nothing, but this fails.");
    }

    [Fact]
    public async Task A_timer_of_a_cancelled_case_is_gone()
    {
        var rig = new TimerRig(time);
        var id = await rig.StartAsync("one");
        await rig.Runner.RunAsync(id, new Trigger.Cancel("owner", "not needed"), null, CancellationToken.None);

        time.Advance(TimeSpan.FromHours(2));

        (await rig.NewClock().LookAsync(CancellationToken.None)).Should().Be(0);
        (await rig.LinesOfAsync(id)).Should().Be(0);
    }
}
