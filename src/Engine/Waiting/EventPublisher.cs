using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Waiting;

/// <summary>Brings events to the instances that wait for them.</summary>
public sealed class EventPublisher(IWorkflowStore store, Func<WorkflowRunner> runner)
{
    /// <summary>Resumes every wait the event meets; one that somebody else resumed meanwhile is not counted.</summary>
    /// <returns>How many instances got it.</returns>
    public async Task<int> PublishAsync(Publication publication, string? actor, CancellationToken cancellationToken)
    {
        var stimulus = Event.Stimulus(publication.EventName);
        return await ResumeAsync(Event.TypeName, stimulus, publication, actor, null, cancellationToken);
    }

    /// <summary>As <see cref="PublishAsync"/> for messages that an activity awaits by a name and key of its own.</summary>
    /// <param name="operationId">Makes a repeated message harmless; null when it cannot come twice.</param>
    public Task<int> SendAsync(string name, JsonElement key, JsonElement payload, string? operationId, CancellationToken cancellationToken) =>
        ResumeAsync(name, key, new Publication(name, null, null, payload), null, operationId, cancellationToken);

    async Task<int> ResumeAsync(string name, JsonElement key, Publication publication, string? actor, string? operationId, CancellationToken cancellationToken)
    {
        var resumed = 0;
        foreach (var wait in await store.FindWaitsAsync(Stimulus.Hash(name, key), publication.CorrelationId, cancellationToken))
        {
            if (publication.InstanceId is { } only && only != wait.InstanceId) continue;
            var result = await runner().RunAsync(wait.InstanceId, new Trigger.Resume(wait.WaitId, publication.Payload ?? default, actor), operationId, cancellationToken);
            if (result.Refusal is null) resumed++;
        }
        return resumed;
    }
}

/// <summary>Delivers the events that flows publish. One that nobody waits for yet is kept for ten minutes, as in Elsa.</summary>
public sealed class PublishEventJob(EventPublisher events, TimeProvider clock) : IJobHandler
{
    static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    public string Kind => PublishEvent.JobKind;

    public async Task<JobAnswer> PerformAsync(Job job, CancellationToken cancellationToken)
    {
        if (Values.To<Publication>(job.Payload) is not { } publication)
            return new JobAnswer.Failed("Expected an event to publish, but the job has none.", MayRetry: false);
        var met = await events.PublishAsync(publication, null, cancellationToken);
        return met > 0 || clock.GetUtcNow() - job.CreatedAt > KeptFor
            ? new JobAnswer.Done(Values.Of(met))
            : new JobAnswer.Failed($"Expected somebody to wait for event '{publication.EventName}', but nobody does yet.", MayRetry: true);
    }
}
