using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lendflow.Timers.Tests;

public sealed class QuartzTimersTests
{
    [Fact]
    public async Task Quartz_looks_at_what_is_due_without_being_asked()
    {
        var rig = new TimerRig(TimeProvider.System);
        var fired = new WatchedStore(rig.Store);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IWorkflowStore>(fired)
            .AddSingleton(rig.Runner).AddSingleton(new JobTable([])).AddSingleton<IDueWork, JobWorker>().AddLendflowTimers();
        using var host = builder.Build();

        await rig.StartAsync("one", "00:00:00");
        await host.StartAsync();
        var claimed = await fired.FirstClaim.WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        claimed.Should().Be("one");
        (await rig.Store.LoadAsync("one", CancellationToken.None))!.Status.Should().Be(WorkflowStatus.Finished);
    }
}
