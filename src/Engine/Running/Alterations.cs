using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Running;

/// <summary>Decides what alterations mean for an instance.</summary>
sealed class Alterations(Burst burst, Trigger.Alter trigger)
{
    public Refusal? Apply()
    {
        burst.Emit(new Change.Triggered("Alter", burst.Now, trigger.Actor, trigger.Reason));
        var problems = new List<Problem>();
        for (var i = 0; i < trigger.Alterations.Count; i++)
        {
            burst.Emit(new Change.Altered(trigger.Alterations[i]));
            var path = $"$.alterations[{i}]";
            problems.AddRange(Apply(trigger.Alterations[i]).Select(message => new Problem(path, message)));
        }
        if (problems.Count > 0) return new Refusal(RefusalKind.Invalid, problems);
        GoOn();
        return null;
    }

    /// <summary>A failed case runs again when it has something to do, or nothing failed is left in it.</summary>
    void GoOn()
    {
        var instance = burst.Instance;
        if (instance.SubStatus == WorkflowSubStatus.Faulted && (instance.Queue.Count > 0 || instance.Incidents.Count == 0))
            burst.RunAgain($"{instance.Id}-a{instance.Revision}", except: null);
    }

    List<string> Apply(Alteration alteration) => alteration switch
    {
        Alteration.ModifyVariable a => Modify(a),
        Alteration.ScheduleActivity { Execution: { } execution } => Retry(execution),
        Alteration.ScheduleActivity { ActivityId: { } step } => Enter(step),
        Alteration.CancelActivity a when a.ActivityId is not null || a.Execution is not null => Cancel(a),
        Alteration.Move a => Move(a),
        Alteration.Migrate a => Migrate(a),
        Alteration.Cancel => CancelCase(),
        _ => ["Expected the id of a step or the number of an execution, but there is neither."],
    };

    List<string> Modify(Alteration.ModifyVariable a)
    {
        var scopes = burst.Instance.Activities.Values.ToList();
        var found = scopes.FirstOrDefault(s => s.FindVariable(a.VariableId) is not null) ?? scopes.FirstOrDefault(s => s.FindVariableByName(a.VariableId) is not null);
        if (found is null) return [$"Expected the case to have a variable '{a.VariableId}', but it has none."];
        var variable = found.FindVariable(a.VariableId) ?? found.FindVariableByName(a.VariableId)!;
        if (!Conversion.TryConvert(a.Value, DataType.Parse(variable.Type), out var converted, out var problem)) return [problem];
        burst.Emit(new Change.VariableSet(found.Id, variable.Id, converted));
        return [];
    }

    List<string> Retry(int execution)
    {
        if (burst.Instance.Incidents.Find(i => i.Activity == execution) is not { } incident) return [$"Expected a failed execution {execution}, but there is none."];
        burst.Reopen(incident, "retried", trigger.Actor, trigger.Reason);
        burst.Emit(new Change.WorkScheduled(new WorkItem(null, Resumes: execution)));
        return [];
    }

    List<string> Enter(string step)
    {
        if (burst.Graph.FindById(step) is not { Parent: { } container } node) return [$"Expected the flow to have a step '{step}', but it has none."];
        var running = ExecutionsOf(container);
        if (running.Count != 1) return [$"Expected '{container.Label}', around '{node.Label}', to run once, but it runs {running.Count} times."];
        return container.Element.Enter(new Execution(burst, running[0]), node) ? [] : [$"Expected a step of a flowchart or a sequence, but '{node.Label}' is part of '{container.Label}'."];
    }

    List<string> Cancel(Alteration.CancelActivity a)
    {
        var cancelled = a.Execution is { } number
            ? burst.Instance.Activities.Values.Where(e => e.Id == number && !e.IsOver && e.Owner is not null).ToList()
            : burst.Graph.FindById(a.ActivityId!) is { Parent: not null } node ? ExecutionsOf(node) : [];
        foreach (var execution in cancelled)
        {
            TakeOut(execution);
            burst.Cancel(execution, tellOwner: true);
        }
        return cancelled.Count > 0 ? [] : [$"Expected the case to be at '{a.ActivityId ?? a.Execution.ToString()}', but it is not."];
    }

    List<string> Move(Alteration.Move move)
    {
        if (burst.Graph.FindById(move.From) is not { Parent: not null } from || ExecutionsOf(from) is not { Count: > 0 } executions) return [$"Expected the case to be at '{move.From}', but it is not."];
        var problems = Enter(move.To);
        if (problems.Count > 0) return problems;
        var staysInside = burst.Graph.FindById(move.To)!.Parent == from.Parent;
        foreach (var execution in executions)
        {
            TakeOut(execution);
            burst.Cancel(execution, tellOwner: !staysInside);
        }
        return [];
    }

    List<string> Migrate(Alteration.Migrate a) =>
        trigger.Target is { } target && target.Definition.Version == a.TargetVersion
            ? new Migration(burst, target, a.Moves ?? new Dictionary<string, string>()).Apply()
            : [$"Expected '{burst.Graph.Definition.DefinitionId}' to have a version {a.TargetVersion}, but it has none."];

    List<string> CancelCase()
    {
        burst.CancelCase(trigger.Actor, trigger.Reason, withDescendants: true);
        return [];
    }

    List<ActivityExecution> ExecutionsOf(Node node) => [.. burst.Instance.Activities.Values.Where(e => e.Node == node.Path && !e.IsOver)];

    void TakeOut(ActivityExecution execution)
    {
        if (burst.OwnerOf(execution) is { } owner) burst.Graph[owner.Node].Element.TakeOut(new Execution(burst, owner), burst.Graph[execution.Node]);
    }
}
