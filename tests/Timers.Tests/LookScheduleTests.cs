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

    static IHost Start(TimerRig rig, out WatchedStore fired)
    {
        fired = new WatchedStore(rig.Store);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IWorkflowStore>(fired)
            .AddSingleton(rig.Runner).AddSingleton(new JobTable([])).AddSingleton<IDueWork, JobWorker>().AddLendflowTimers();
        return builder.Build();
    }
}
