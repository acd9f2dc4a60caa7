using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Running;

/// <summary>Puts an instance under another version of its definition. What has begun goes on as it began: tasks, timers, jobs and
/// clocks of a step stay as they are, what it was given stays too. Where the versions differ so that this cannot be told, it
/// is refused with everything that is in the way.</summary>
/// <remarks>A step is the same when its container is the same, and its id; the only step of a container needs no equal id.</remarks>
sealed class Migration(Burst burst, Graph target, IReadOnlyDictionary<string, string> moves)
{
    readonly List<string> problems = [];
    readonly Dictionary<Node, Node> counterpart = [];

    public List<string> Apply()
    {
        var from = burst.Graph;
        if (Unfit(from) is { } unfit) return [unfit];
        Pair(from);
        var moved = burst.Instance.Activities.Values.Where(e => !e.IsOver && e.Owner is not null && moves.ContainsKey(from[e.Node].Id)).ToList();
        var goesTo = moved.Select(e => (Owner: e.Owner!.Value, Step: moves[from[e.Node].Id])).ToList();
        foreach (var execution in moved) LeaveBehind(execution);
        foreach (var execution in Open()) CheckStep(from[execution.Node]);
        if (problems.Count > 0) return problems;

        var before = Open().ToDictionary(e => e.Id, e => from[e.Node]);
        var paths = counterpart.Where(p => p.Key.Path != p.Value.Path).ToDictionary(p => p.Key.Path, p => p.Value.Path);
        burst.Emit(new Change.Migrated(target.Definition.Id, target.Definition.Version, paths));
        burst.Under(target);
        foreach (var (owner, step) in goesTo) Enter(owner, step);
        foreach (var execution in Open().Where(e => before.ContainsKey(e.Id))) Adapt(execution, before[execution.Id]);
        return problems;
    }

    string? Unfit(Graph from)
    {
        var (old, wanted) = (from.Definition, target.Definition);
        if (old.DefinitionId != wanted.DefinitionId) return $"Expected a version of '{old.DefinitionId}', but got one of '{wanted.DefinitionId}'.";
        if (old.Id == wanted.Id) return $"Expected another version than {old.Version}, but the case runs on it already.";
        return from.UsesTokens == target.UsesTokens ? null : "Expected versions that both run with tokens or both with counters (customProperties.flowMode), but they differ in it.";
    }

    void Pair(Graph from)
    {
        var inside = from.Nodes.Where(n => n.Parent is not null).ToLookup(n => n.Parent!);
        var insideTarget = target.Nodes.Where(n => n.Parent is not null).ToLookup(n => n.Parent!);
        Pair(from.Root, target.Root, inside, insideTarget, counterpart);
    }

    static void Pair(Node old, Node renewed, ILookup<Node, Node> inside, ILookup<Node, Node> insideTarget, Dictionary<Node, Node> counterpart)
    {
        counterpart[old] = renewed;
        var (children, candidates) = (inside[old].ToList(), insideTarget[renewed].ToList());
        foreach (var child in children)
        {
            var same = candidates.Find(c => c.Id == child.Id) ?? (children.Count == 1 && candidates.Count == 1 ? candidates[0] : null);
            if (same is not null) Pair(child, same, inside, insideTarget, counterpart);
        }
    }

    void CheckStep(Node step)
    {
        if (!counterpart.TryGetValue(step, out var same))
            problems.Add($"Expected version {target.Definition.Version} to have step '{step.Label}' ({step.Id}), where the case is, but it has not: say where the case goes instead.");
        else if (same.Type != step.Type)
            problems.Add($"Expected step '{step.Label}' ({step.Id}), where the case is, to be of type {step.Type} still, but in version {target.Definition.Version} it is of type {same.Type}.");
    }

    void LeaveBehind(ActivityExecution execution)
    {
        if (burst.OwnerOf(execution) is { } owner) burst.Graph[owner.Node].Element.TakeOut(new Execution(burst, owner), burst.Graph[execution.Node]);
        burst.Cancel(execution, tellOwner: false);
    }

    void Enter(int owner, string step)
    {
        var container = burst.Instance.Activities[owner];
        var node = target.FindById(step);
        if (node?.Parent?.Path != container.Node || !target[container.Node].Element.Enter(new Execution(burst, container), node))
            problems.Add($"Expected a step '{step}' in '{target[container.Node].Label}' of version {target.Definition.Version}, for the case to go to, but there is none.");
    }

    void Adapt(ActivityExecution execution, Node before)
    {
        var node = target[execution.Node];
        foreach (var declared in node.Variables) Adapt(execution, declared);
        problems.AddRange(node.Element.Migrate(new Execution(burst, execution), before));
    }

    void Adapt(ActivityExecution execution, VariableDeclaration declared)
    {
        var variable = execution.FindVariable(declared.Id);
        if (variable is not null && variable.Type == declared.Type && variable.Name == declared.Name) return;
        var value = declared.Default;
        if (variable is not null && !Conversion.TryConvert(variable.Value, DataType.Parse(declared.Type), out value, out var problem))
            problems.Add($"Expected the value of variable '{declared.Name}' to fit its type in version {target.Definition.Version}, but it does not. {problem}");
        else burst.Emit(new Change.VariableDeclared(execution.Id, new Variable(declared.Id, declared.Name, declared.Type, value)));
    }

    List<ActivityExecution> Open() => [.. burst.Instance.Activities.Values.Where(e => !e.IsOver)];
}
