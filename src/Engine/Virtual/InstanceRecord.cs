using System.Text.Json;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Virtual;

/// <summary>Elsa's view of what happened to one instance, told from its changes. Jobs an activity waits for are not seen as
/// waits, because Elsa does such work in line.</summary>
sealed class InstanceRecord(string name, Graph graph, Instance instance)
{
    readonly List<RunLine> journal = [];
    readonly SortedDictionary<int, RunLine.Act> executions = [];
    readonly List<RunLine> incidents = [];
    readonly HashSet<string> jobWaits = [];
    readonly Dictionary<string, string> openWaits = [];
    readonly Dictionary<int, string> paths = [];
    readonly Dictionary<string, int> resolvable = [];

    public IEnumerable<RunLine> Lines(IEnumerable<Change> changes)
    {
        foreach (var change in changes) Add(change);
        return [.. journal, .. executions.Values, .. incidents, Final()];
    }

    void Add(Change change)
    {
        switch (change)
        {
            case Change.ActivityStarted c:
                executions[c.Activity] = new RunLine.Act(name, graph[c.Node].Id, ActivityStatus.Running, null);
                paths[c.Activity] = c.Node;
                // Elsa's journal calls it resumed when another execution of the same step is waiting.
                Log(openWaits.ContainsValue(c.Node) ? "Resumed" : "Started", c.Activity);
                break;
            case Change.WaitCreated { Wait.Kind: WaitKind.Job } c:
                jobWaits.Add(c.Wait.Id);
                break;
            case Change.WaitBurned c:
                openWaits.Remove(c.WaitId);
                break;
            case Change.WaitCreated c:
                openWaits[c.Wait.Id] = c.Wait.Node;
                Log("Suspended", c.Wait.Activity);
                break;
            case Change.ActivityResumed c when c.WaitId is null || !jobWaits.Contains(c.WaitId):
                Log("Resumed", c.Activity);
                break;
            case Change.ActivityCompleted c:
                executions[c.Activity] = executions[c.Activity] with { Status = ActivityStatus.Completed, Outcomes = c.Outcomes };
                Log("Completed", c.Activity);
                break;
            case Change.ErrorNoted c:
                Log("Error", c.Activity);
                break;
            case Change.ActivityCanceled c:
                executions[c.Activity] = executions[c.Activity] with { Status = ActivityStatus.Canceled };
                Log("Canceled", c.Activity);
                break;
            case Change.ActivityFaulted c:
                Fault(c);
                break;
            case Change.IncidentResolved { How: "retried" or "skipped" } c when resolvable.Remove(c.IncidentId, out var activity):
                executions[activity] = executions[activity] with { Status = ActivityStatus.Running };
                break;
            default:
                break;
        }
    }

    void Fault(Change.ActivityFaulted c)
    {
        incidents.Add(new RunLine.Incident(name, c.Incident.ActivityId, c.Incident.ActivityType, c.Incident.Message, c.Incident.Cause));
        if (c.Activity is not { } activity)
        {
            Log("Faulted", graph.Root);
            return;
        }
        resolvable[c.Incident.Id] = activity;
        executions[activity] = executions[activity] with { Status = ActivityStatus.Faulted };
        Log("Faulted", activity);
    }

    void Log(string happening, int activity) => Log(happening, graph[paths[activity]]);

    void Log(string happening, Node node) => journal.Add(new RunLine.Log(name, journal.Count, happening, node.Id, node.Type));

    RunLine.Final Final()
    {
        var variables = instance.Activities.Values.First().Variables.ToDictionary(v => v.Name, v => v.Value);
        return new RunLine.Final(
            name, name == "wf1", instance.DefinitionId, instance.Version, instance.Status, instance.SubStatus, instance.Name, instance.CorrelationId,
            incidents.Count, variables, instance.Output);
    }
}
