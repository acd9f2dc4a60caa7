using Lendflow.Engine.Graphs;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Running;

/// <summary>What a trigger would come to: where the case would be, and what becomes of what it waits for.</summary>
/// <param name="Steps">The steps that the case is at before or after, in the order in which they began. Containers are left out.</param>
/// <param name="Refusal">Why it would change nothing; null when it would take effect.</param>
public sealed record Preview(int Version, WorkflowSubStatus SubStatus, IReadOnlyList<PreviewedStep> Steps, Refusal? Refusal)
{
    internal static Preview Refused(Refusal refusal) => new(0, default, [], refusal);

    public static Preview Of(Instance before, Graph graphBefore, Instance after, Graph graphAfter)
    {
        var there = StepsOf(before, graphBefore).ToDictionary(s => s.Execution);
        var then = StepsOf(after, graphAfter).ToDictionary(s => s.Execution);
        var gone = there.Values.Where(s => !then.ContainsKey(s.Execution)).Select(s => s with { Becomes = "ended" });
        var kept = then.Values.Select(s => s with { Becomes = there.ContainsKey(s.Execution) ? "kept" : "begun" });
        return new Preview(after.Version, after.SubStatus, [.. gone.Concat(kept).OrderBy(s => s.Execution)], null);
    }

    static IEnumerable<PreviewedStep> StepsOf(Instance instance, Graph graph) =>
        from activity in instance.Activities.Values
        where !activity.IsOver && instance.OpenChildrenOf(activity.Id).Count == 0 && activity.Owner is not null && (instance.Status == WorkflowStatus.Running || instance.SubStatus == WorkflowSubStatus.Faulted)
        let node = graph[activity.Node]
        select new PreviewedStep(activity.Id, node.Id, node.Label, "", activity.Status == ActivityStatus.Faulted, [.. instance.Waits.Where(w => w.Activity == activity.Id).Select(w => Describe(w, instance))]);

    static PreviewedWait Describe(Wait wait, Instance instance) =>
        new(wait.Kind, wait.Kind == WaitKind.Task ? instance.Tasks.Values.FirstOrDefault(t => t.Activity == wait.Activity)?.Title ?? wait.Name : wait.Name, wait.DueAt);
}

/// <summary>A step that a case is at, or would be.</summary>
/// <param name="Becomes"><c>kept</c>, with everything it waits for as it is; <c>ended</c>, with its tasks, timers and jobs; or <c>begun</c>.</param>
/// <param name="HasFailed">Whether it waits for somebody to look at its incident.</param>
public sealed record PreviewedStep(int Execution, string Step, string Label, string Becomes, bool HasFailed, IReadOnlyList<PreviewedWait> Waits);

/// <summary>Something that a step waits for.</summary>
/// <param name="Name">Title of the task, or type of what is awaited.</param>
/// <param name="DueAt">For a timer.</param>
public sealed record PreviewedWait(WaitKind Kind, string Name, DateTimeOffset? DueAt);
