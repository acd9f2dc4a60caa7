using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.History;

/// <summary>A step as a history names it; also one that its flow no longer has, because it was a draft and has changed since.</summary>
/// <param name="Path">Ids from the workflow down (Elsa: nodeId).</param>
public sealed record StepName(string Path, string Id, string Type, int Version, string? Name)
{
    public static StepName Of(Graph graph, string path) => graph.Find(path) is { } node
        ? Of(node)
        : new StepName(path, path[(path.LastIndexOf(':') + 1)..], "", 1, null);

    public static StepName Of(Node node) => new(node.Path, node.Id, node.Type, node.Version, node.Name);
}

/// <summary>A line of an instance's journal.</summary>
/// <param name="Sequence">From 0.</param>
/// <param name="Event">Started, Completed, Suspended, Resumed, Faulted, Canceled or Error: Elsa's names.</param>
/// <param name="Execution">Number of the execution; null for a failure of the workflow as a whole.</param>
/// <param name="Outcomes">Those a completed step was left by; null when none were named.</param>
/// <param name="Incident">What failed, for Faulted.</param>
/// <param name="Message">What went wrong without stopping anything, for Error.</param>
public sealed record JournalEntry(
    int Sequence, DateTimeOffset At, string Event, StepName Step, int? Execution, IReadOnlyList<string>? Outcomes = null, Incident? Incident = null,
    string? Message = null);
