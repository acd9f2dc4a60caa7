using System.Diagnostics;
using Lendflow.Engine.Jobs;

namespace Lendflow.Engine.Running;

/// <summary>The trace of a case: one for everything that happens to it from its start to its end, whichever node and whoever causes it.
/// The context of its start is kept in the state and in the jobs, in the words of W3C's <c>traceparent</c>. While nobody listens
/// nothing is made and nothing is kept.</summary>
public static class CaseTrace
{
    /// <summary>Source of the spans.</summary>
    public const string Name = "Lendflow";

    static readonly ActivitySource Source = new(Name);

    /// <summary>A start carries the context under which all that follows is to be found.</summary>
    internal static Trigger Keep(Trigger trigger) =>
        trigger is Trigger.Start start && Source.HasListeners() && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? start with { Trace = id } : trigger;

    /// <summary>Everything from a trigger to its commit.</summary>
    internal static Activity? Burst(Instance instance, Trigger trigger)
    {
        if (!Source.HasListeners()) return null;
        var span = Begin(NameOf(instance, trigger), instance.Trace);
        span?.SetTag("lendflow.instance", trigger is Trigger.Start start ? start.InstanceId : instance.Id);
        return span;
    }

    /// <summary>What is known of a burst when it has been decided.</summary>
    internal static void Decided(this Activity? burst, Instance instance)
    {
        if (burst is not { IsAllDataRequested: true }) return;
        burst.SetTag("lendflow.case", instance.CorrelationId).SetTag("lendflow.flow", instance.DefinitionId).SetTag("lendflow.flow.version", instance.Version).SetTag("lendflow.revision", instance.Revision);
    }

    internal static Activity? Commit() => Source.StartActivity("commit");

    /// <summary>One try of a job.</summary>
    internal static Activity? Try(Job job)
    {
        if (!Source.HasListeners()) return null;
        var span = Begin($"job {job.Kind}", job.Trace);
        span?.SetTag("lendflow.instance", job.InstanceId).SetTag("lendflow.case", job.Case).SetTag("lendflow.job", job.Id).SetTag("lendflow.job.attempt", job.Attempt + 1);
        return span;
    }

    internal static void Answered(this Activity? attempt, JobAnswer answer)
    {
        if (answer is JobAnswer.Failed failed) attempt?.SetStatus(ActivityStatusCode.Error, failed.MayRetry ? "tried again later" : "given up");
    }

    /// <summary>Below what is going on if that belongs to the case; else below its start, with a link to what is going on, such as the request of a person.</summary>
    static Activity? Begin(string name, string? trace)
    {
        var current = Activity.Current;
        if (trace is null || !ActivityContext.TryParse(trace, null, isRemote: true, out var start) || current?.TraceId == start.TraceId) return Source.StartActivity(name);
        return Source.StartActivity(name, ActivityKind.Internal, start, links: current is null ? null : [new ActivityLink(current.Context)]);
    }

    static string NameOf(Instance instance, Trigger trigger) => trigger switch
    {
        Trigger.Start => "start",
        Trigger.Resume r => instance.Waits.FirstOrDefault(w => w.Id == r.WaitId)?.Kind.ToString().ToLowerInvariant() ?? "resume",
        Trigger.JobAnswered => "answer",
        Trigger.Task t => $"task {t.Command.Action.ToString().ToLowerInvariant()}",
        _ => trigger.GetType().Name.ToLowerInvariant(),
    };
}
