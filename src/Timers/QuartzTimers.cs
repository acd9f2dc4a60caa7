using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Lendflow.Timers;

/// <summary>Lets Quartz drive the clock.</summary>
public static class QuartzTimers
{
    /// <summary>How often due rows are looked at: the most a timer is late on an idle server.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Registers the clock and the schedule by which Quartz looks at it. Quartz keeps its schedule in memory: what must
    /// survive a crash, the timers, are rows in the store.</summary>
    public static IServiceCollection AddLendflowTimers(this IServiceCollection services)
    {
        services.AddSingleton<TimerClock>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<LookJob>(job => job.WithIdentity("look-at-due-rows"));
            quartz.AddTrigger(trigger => trigger
                .ForJob("look-at-due-rows")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(Interval).RepeatForever()));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    [DisallowConcurrentExecution]
    sealed class LookJob(TimerClock clock) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await clock.LookAsync(cancellationToken);
    }
}
