using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.History;

/// <summary>Elsa's view of what happened to one instance, told from its changes. Jobs an activity waits for are not seen as
/// waits, because Elsa does such work in line.</summary>
public sealed class InstanceHistory
{
    readonly Graph graph;
    readonly List<JournalEntry> journal = [];
    readonly SortedDictionary<int, StepExecution> executions = [];
    readonly List<Incident> incidents = [];
    readonly HashSet<string> jobWaits = [];
    readonly Dictionary<string, int> openWaits = [];
    readonly Dictionary<string, int> resolvable = [];
    DateTimeOffset now;

    InstanceHistory(Graph graph) => this.graph = graph;

    public static InstanceHistory Of(Graph graph, IEnumerable<Change> changes)
    {
        var history = new InstanceHistory(graph);
        foreach (var change in changes) history.Tell(change);
        return history;
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<JournalEntry> Journal => journal;

    /// <summary>In order of creation.</summary>
    public IReadOnlyCollection<StepExecution> Executions => executions.Values;

    /// <summary>Every failure there was, oldest first.</summary>
    public IReadOnlyList<Incident> Incidents => incidents;

    /// <summary>Null when there is no execution of this number.</summary>
    public StepExecution? Execution(int number) => executions.GetValueOrDefault(number);

    void Tell(Change change)
    {
        switch (change)
        {
            case Change.Triggered c: now = c.At; break;
            case Change.ActivityStarted c: Start(c); break;
            case Change.InputsEvaluated c: executions[c.Activity].Inputs = c.Values; break;
            case Change.OutputProduced c: executions[c.Activity].Outputs[c.Name] = c.Value; break;
            case Change.WaitCreated { Wait.Kind: WaitKind.Job } c: jobWaits.Add(c.Wait.Id); break;
            case Change.WaitCreated c: Suspend(c.Wait); break;
            case Change.WaitBurned c: if (openWaits.Remove(c.WaitId, out var waiting)) executions[waiting].OpenWaits--; break;
            case Change.ActivityResumed c when c.WaitId is null || !jobWaits.Contains(c.WaitId): Log("Resumed", c.Activity); break;
            case Change.ActivityCompleted c: Complete(c); break;
            case Change.ErrorNoted c: journal.Add(new JournalEntry(journal.Count, now, "Error", executions[c.Activity].Step, c.Activity, Message: c.Message)); break;
            case Change.ActivityCanceled c: End(c.Activity, ActivityStatus.Canceled); Log("Canceled", c.Activity); break;
            case Change.ActivityFaulted c: Fault(c); break;
            case Change.IncidentResolved { How: "retried" or "skipped" } c when resolvable.Remove(c.IncidentId, out var activity): Reopen(activity); break;
            default: break;
        }
    }

    void Start(Change.ActivityStarted c)
    {
        var step = StepName.Of(graph, c.Node);
        executions[c.Activity] = new StepExecution { Number = c.Activity, Step = step, StartedAt = now, ScheduledBy = c.ScheduledBy ?? c.Owner };
        // Elsa's journal calls it resumed when another execution of the same step is waiting.
        Log(openWaits.Values.Any(waiting => executions[waiting].Step.Path == c.Node) ? "Resumed" : "Started", c.Activity);
    }

    void Suspend(Wait wait)
    {
        openWaits[wait.Id] = wait.Activity;
        executions[wait.Activity].OpenWaits++;
        Log("Suspended", wait.Activity);
    }

    void Complete(Change.ActivityCompleted c)
    {
        executions[c.Activity].Outcomes = c.Outcomes;
        End(c.Activity, ActivityStatus.Completed);
        journal.Add(new JournalEntry(journal.Count, now, "Completed", executions[c.Activity].Step, c.Activity, c.Outcomes));
    }

    void Fault(Change.ActivityFaulted c)
    {
        incidents.Add(c.Incident);
        var failed = c.Activity is { } activity ? executions[activity] : null;
        if (failed is not null)
        {
            resolvable[c.Incident.Id] = failed.Number;
            (failed.Status, failed.Incident) = (ActivityStatus.Faulted, c.Incident);
            failed.Faults++;
        }
        journal.Add(new JournalEntry(journal.Count, now, "Faulted", failed?.Step ?? StepName.Of(graph.Root), failed?.Number, Incident: c.Incident));
    }

    void Reopen(int activity) => (executions[activity].Status, executions[activity].Incident) = (ActivityStatus.Running, null);

    void End(int activity, ActivityStatus status) => (executions[activity].Status, executions[activity].EndedAt) = (status, now);

    void Log(string happening, int activity) => journal.Add(new JournalEntry(journal.Count, now, happening, executions[activity].Step, activity));
}
