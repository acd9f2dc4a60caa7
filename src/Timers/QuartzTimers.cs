using Lendflow.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Lendflow.Timers;

/// <summary>Lets Quartz drive the clock.</summary>
public static class QuartzTimers
{
    /// <summary>Registers the clock and the schedule by which Quartz looks at it. Quartz keeps its schedule in memory: what must
    /// survive a crash, the timers, are rows in the store.</summary>
    public static IServiceCollection AddLendflowTimers(this IServiceCollection services)
    {
        services.AddSingleton<TimerClock>();
        services.AddSingleton<LookSchedule>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<LookJob>(job => job.WithIdentity(LookSchedule.Job).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(LookSchedule.Job).WithIdentity(LookSchedule.Trigger).StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(LookSchedule.Longest).RepeatForever()));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    [DisallowConcurrentExecution]
    sealed class LookJob(TimerClock clock, LookSchedule schedule, IWorkflowStore store, TimeProvider time) : IJob
    {
        static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            schedule.Begin();
            try
            {
                await clock.LookAsync(cancellationToken);
                if (await store.NextDueAsync(cancellationToken) is { } due) schedule.Ring(due);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // Quartz logs it; a database that was away for a moment is asked again in a moment.
            {
                schedule.Ring(time.GetUtcNow() + AfterFailure);
                throw;
            }
        }
    }
}
