using Lendflow.Engine.Graphs;
using Lendflow.Engine.History;
using Lendflow.Engine.Running;

namespace Lendflow.Engine.Virtual;

/// <summary>What happened to one instance, as lines of a run's record.</summary>
sealed class InstanceRecord(string name, Graph graph, Instance instance)
{
    public IEnumerable<RunLine> Lines(IEnumerable<Change> changes)
    {
        var history = InstanceHistory.Of(graph, changes);
        return
        [
            .. history.Journal.Select(e => new RunLine.Log(name, e.Sequence, e.Event, e.Step.Id, e.Step.Type)),
            .. history.Executions.Select(e => new RunLine.Act(name, e.Step.Id, e.Status, e.Outcomes)),
            .. history.Incidents.Select(i => new RunLine.Incident(name, i.ActivityId, i.ActivityType, i.Message, i.Cause)),
            Final(history),
        ];
    }

    RunLine.Final Final(InstanceHistory history)
    {
        var variables = instance.Activities.Values.First().Variables.DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Value);
        return new RunLine.Final(
            name, name == "wf1", instance.DefinitionId, instance.Version, instance.Status, instance.SubStatus, instance.Name, instance.CorrelationId,
            history.Incidents.Count, variables, instance.Output);
    }
}
