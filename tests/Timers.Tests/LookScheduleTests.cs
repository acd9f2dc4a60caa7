using System.Diagnostics;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lendflow.Timers.Tests;

public sealed class LookScheduleTests
{
    [Fact]
    public async Task Whoever_rings_is_looked_at_long_before_the_clock_would_look_by_itself()
    {
        var rig = new TimerRig(TimeProvider.System);
        using var host = Start(rig, out var fired);
        await host.StartAsync();
        await fired.FirstLook.WaitAsync(TimeSpan.FromSeconds(30));
        await rig.StartAsync("one", "00:00:00");
        var began = Stopwatch.GetTimestamp();

        host.Services.GetRequiredService<LookSchedule>().Ring(TimeProvider.System.GetUtcNow());
        var claimed = await fired.FirstClaim.WaitAsync(TimeSpan.FromSeconds(30));

        claimed.Should().Be("one");
        Stopwatch.GetElapsedTime(began).Should().BeLessThan(LookSchedule.Longest);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_clock_that_was_set_back_by_an_hour_holds_up_no_timer()
    {
        var clock = new SteppedClock { Step = TimeSpan.FromHours(1) };
        var rig = new TimerRig(clock);
        using var host = Start(rig, out var fired, clock);
        await host.StartAsync();
        await fired.FirstLook.WaitAsync(TimeSpan.FromSeconds(30));

        clock.Step = TimeSpan.Zero;
        await rig.StartAsync("one", "00:00:00");
        host.Services.GetRequiredService<LookSchedule>().Ring(clock.GetUtcNow());

        (await fired.FirstClaim.WaitAsync(TimeSpan.FromSeconds(30))).Should().Be("one");
        await host.StopAsync();
    }

    /// <summary>What somebody sets by hand.</summary>
    sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;
    }

    static IHost Start(TimerRig rig, out WatchedStore fired, TimeProvider? clock = null)
    {
        fired = new WatchedStore(rig.Store);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(clock ?? TimeProvider.System).AddSingleton<IWorkflowStore>(fired)
            .AddSingleton(rig.Runner).AddSingleton(new JobTable([])).AddSingleton<IDueWork, JobWorker>().AddLendflowTimers();
        return builder.Build();
    }
}
