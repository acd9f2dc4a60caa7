using FsCheck;
using FsCheck.Fluent;

namespace Lendflow.Engine.Tests.Waiting;

public sealed class TriggeredStartsTests
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static readonly Flow Hourly = Flow.Named("hourly").Step("T", "Timer", Flow.CanStart, ("interval", "01:00:00")).Step("S", "WriteLine", ("text", new Js("getInput('StartAt')")));

    readonly Cluster cluster = new();
    readonly Node node;

    public TriggeredStartsTests() => node = cluster.NewNode();

    async Task PassAsync(TimeSpan time)
    {
        cluster.Clock.Advance(time);
        await node.WorkAsync();
    }

    [Fact]
    public async Task A_timer_first_starts_one_interval_after_the_publication_and_then_at_every_interval()
    {
        await cluster.PublishFlowsAsync(Hourly);

        await PassAsync(TimeSpan.FromMinutes(59));
        cluster.Instances.Should().BeEmpty();
        await PassAsync(TimeSpan.FromMinutes(1));
        cluster.Instances.Should().ContainSingle();
        await PassAsync(Hour);
        await PassAsync(Hour);

        cluster.Instances.Should().HaveCount(3);
    }

    [Fact]
    public async Task What_was_missed_while_no_node_ran_is_made_up_for_by_one_start()
    {
        await cluster.PublishFlowsAsync(Hourly);

        await PassAsync(TimeSpan.FromMinutes(5 * 60 + 30));
        cluster.Instances.Should().ContainSingle();
        await PassAsync(TimeSpan.FromMinutes(29));
        cluster.Instances.Should().ContainSingle();
        await PassAsync(TimeSpan.FromMinutes(1));

        cluster.Instances.Should().HaveCount(2, "intervals keep counting from the publication");
    }

    [Fact]
    public void However_late_it_is_looked_at_a_timer_stays_on_its_grid_and_is_due_in_the_future()
    {
        var looks = Gen.Choose(1, 10_000).ListOf().ToArbitrary();

        Prop.ForAll(looks, minutes => StaysOnGridAsync(minutes).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    static async Task<bool> StaysOnGridAsync(IEnumerable<int> minutes)
    {
        var cluster = new Cluster();
        var node = cluster.NewNode();
        await cluster.PublishFlowsAsync(Hourly);
        var published = cluster.Clock.GetUtcNow();
        foreach (var pause in minutes)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(pause));
            await node.WorkAsync();
            var (due, now) = ((await cluster.DueAsync(Hourly))!.Value, cluster.Clock.GetUtcNow());
            if (due <= now || due - now > Hour || (due - published).Ticks % Hour.Ticks != 0) return false;
        }
        return cluster.Instances.Count <= minutes.Count();
    }

    [Fact]
    public async Task A_schedule_starts_at_each_of_its_times()
    {
        var daily = Flow.Named("daily").Step("T", "Cron", Flow.CanStart, ("cronExpression", "0 9 * * *")).Step("S", "WriteLine", ("text", new Js("getInput('CronExpression')")));
        await cluster.PublishFlowsAsync(daily);

        for (var day = 0; day < 3; day++) await PassAsync(TimeSpan.FromDays(1));

        (await cluster.AllLinesAsync()).Should().Be("0 9 * * * | 0 9 * * * | 0 9 * * *");
        (await cluster.DueAsync(daily))!.Value.TimeOfDay.Should().Be(TimeSpan.FromHours(9));
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z")]
    public async Task A_moment_starts_once_and_one_that_is_past_at_once(string moment)
    {
        var once = Flow.Named("once").Step("T", "StartAt", Flow.CanStart, ("dateTime", moment)).Step("S", "WriteLine", ("text", new Js("new Date(getInput('ExecuteAt')).getUTCFullYear()")));
        await cluster.PublishFlowsAsync(once);

        await node.WorkAsync();
        await PassAsync(TimeSpan.FromDays(365));
        await cluster.PublishFlowsAsync(once);
        await PassAsync(TimeSpan.FromDays(1));

        (await cluster.AllLinesAsync()).Should().Be(moment[..4]);
    }

    [Fact]
    public async Task A_retracted_version_starts_nothing()
    {
        await cluster.PublishFlowsAsync(Hourly);
        await cluster.RetractAsync(Hourly);

        await PassAsync(TimeSpan.FromDays(1));

        cluster.Instances.Should().BeEmpty();
    }

    [Fact]
    public async Task A_time_that_the_activation_strategy_refuses_is_left_out_and_the_next_is_another_chance()
    {
        var single = Flow.Named("single").Activated("Singleton").Step("T", "Timer", Flow.CanStart, ("interval", "01:00:00")).Step("E", "Event", ("eventName", "Go"));
        await cluster.PublishFlowsAsync(single);

        await PassAsync(Hour);
        await PassAsync(Hour);
        await node.PublishAsync("Go");
        await PassAsync(Hour);

        cluster.Instances.Should().HaveCount(2);
    }

    [Fact]
    public async Task Many_nodes_that_look_at_once_start_one_instance_for_each_time()
    {
        await cluster.PublishFlowsAsync(Hourly);
        for (var round = 1; round <= 10; round++)
        {
            cluster.Clock.Advance(Hour);

            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => cluster.NewNode().WorkAsync())));

            cluster.Instances.Should().HaveCount(round);
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task Whenever_a_node_dies_over_a_start_another_node_sees_to_it_that_it_happened_once(int writes, bool diesAfterwards)
    {
        await cluster.PublishFlowsAsync(Hourly);
        cluster.Clock.Advance(Hour);
        var dying = cluster.NewNode().LivingFor(writes, diesAfterwards);

        await dying.Invoking(n => n.Starts.TakeDueAsync(10, default)).Should().ThrowAsync<NodeDied>();
        await PassAsync(TimeSpan.FromMinutes(2));

        cluster.Instances.Should().ContainSingle();
        await PassAsync(Hour);
        cluster.Instances.Should().HaveCount(2);
    }
}
