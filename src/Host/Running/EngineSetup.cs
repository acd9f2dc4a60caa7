using Lendflow.CSharp;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Host.Cases;
using Lendflow.Host.Health;

namespace Lendflow.Host.Running;

/// <summary>Puts the engine together. Job handlers come from the projects that define them, as services.</summary>
static class EngineSetup
{
    /// <param name="elements">The activity types beside the engine's own.</param>
    public static IServiceCollection AddLendflowEngine(this IServiceCollection services, Func<IServiceProvider, IEnumerable<Element>> elements)
    {
        services.AddSingleton(s => new ElementTable(s.GetRequiredService<Settings>().RunsCSharp ? [new CSharpLanguage()] : [], elements(s)));
        services.AddSingleton<GraphCache>();
        services.AddSingleton<TriggerIndex>();
        services.AddSingleton(s => new JobTable(s.GetServices<IJobHandler>().Select(h => new CountedJobs(h, s.GetRequiredService<Meters>()))));
        services.AddSingleton(s => new WorkflowRunner(
            new CountedStore(s.GetRequiredService<IWorkflowStore>(), s.GetRequiredService<Meters>()),
            s.GetRequiredService<GraphCache>(), s.GetRequiredService<JobTable>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new TriggeredStarts(s.GetRequiredService<ITriggerStore>(), s.GetRequiredService<GraphCache>(), s.GetRequiredService<WorkflowRunner>, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new EventPublisher(
            s.GetRequiredService<IWorkflowStore>(), s.GetRequiredService<IStimulusStore>(), s.GetRequiredService<TriggeredStarts>(), s.GetRequiredService<WorkflowRunner>,
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IJobHandler, PublishEventJob>();
        services.AddSingleton<IJobHandler, FindWorkflowJob>();
        services.AddSingleton<IJobHandler>(s => new StartWorkflowJob(s.GetRequiredService<GraphCache>(), s.GetRequiredService<WorkflowRunner>));
        services.AddSingleton<IJobHandler>(s => new StartWorkflowsJob(s.GetRequiredService<GraphCache>(), s.GetRequiredService<WorkflowRunner>));
        services.AddSingleton<IJobHandler>(s => new LookForEndsJob(s.GetRequiredService<IWorkflowStore>(), s.GetRequiredService<WorkflowRunner>));
        services.AddSingleton<IJobHandler>(s => new ChildEndedJob(s.GetRequiredService<IWorkflowStore>(), s.GetRequiredService<WorkflowRunner>));
        services.AddSingleton<IJobHandler>(s => new CancelChildrenJob(s.GetRequiredService<IWorkflowStore>(), s.GetRequiredService<WorkflowRunner>));
        services.AddSingleton<JobWorker>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<JobWorker>());
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<TriggeredStarts>());
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<EventPublisher>());
        services.AddSingleton<IDueWork, CaseClockWork>();
        services.AddSingleton<NewWaits>();
        services.AddSingleton<CaseAlterations>();
        services.AddHostedService<DueNews>();
        services.AddHostedService<AlterationWorker>();
        services.AddHostedService<Retention>();
        services.AddHostedService<CommittedJobs>();
        return services;
    }
}

/// <summary>Performs the jobs this process committed until it stops; what is being performed then is finished first.</summary>
sealed class CommittedJobs(JobWorker worker) : BackgroundService
{
    /// <summary>Jobs wait for the outside, not for a processor: as many as all four counterparties together are asked at once, so that a slow
    /// one keeps nobody else waiting.</summary>
    const int AtOnce = 4 * 16;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(AtOnce, stoppingToken);
}
