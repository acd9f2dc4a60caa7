using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using System.Globalization;
using System.Text.Json;

namespace Lendflow.Engine.Elements;

/// <summary>Is in one state at a time. Entering a state runs its entry, then all triggers of the transitions that leave it; the
/// first trigger whose condition holds calls off the others, runs the transition's action and the state's exit, and enters the next
/// state. A state that nothing leaves ends the machine.</summary>
sealed class StateMachine : Element
{
    const string CurrentState = "CurrentState";

    public override ElementDescriptor Descriptor { get; } = new("Elsa.StateMachine", "State Machine", "Flow", "Is in one state at a time and goes from state to state by triggers.")
    {
        Inputs =
        [
            new("states", "Object", "Name, entry and exit of each state.") { IsWrapped = false },
            new("transitions", "Object", "From, to, trigger, condition and action of each transition.") { IsWrapped = false },
            new("initialState", "String", "Name of the first state.") { IsWrapped = false },
        ],
    };

    sealed record State(string Name, Node? Entry, Node? Exit);

    sealed record Transition(string From, string To, Node? Trigger, Expression? Condition, Node? Action);

    sealed record Plan(IReadOnlyDictionary<string, State> States, IReadOnlyList<Transition> Transitions, string? InitialState);

    public override object Compile(Node node, GraphBuilder builder) => new Plan(
        node.Source.Member("states").Items()
            .Select(s => new State(s.Text("name") ?? "", builder.Port(node, s, "entry"), builder.Port(node, s, "exit")))
            .DistinctBy(s => s.Name).ToDictionary(s => s.Name),
        [.. node.Source.Member("transitions").Items().Select(t => new Transition(
            t.Text("from") ?? "", t.Text("to") ?? "", builder.Port(node, t, "trigger"),
            builder.ReadExpression(node, t.Member("condition").Member("expression")), builder.Port(node, t, "action")))],
        node.Source.Text("initialState"));

    public override void Execute(Execution x)
    {
        var plan = (Plan)x.Node.Plan!;
        if (plan.InitialState is { } initial && plan.States.ContainsKey(initial)) Enter(x, initial);
        else x.Complete();
    }

    public override void ChildCompleted(Execution x, ActivityExecution child)
    {
        var (role, transition) = Role(child.Tag);
        switch (role)
        {
            case "entry": Await(x); break;
            case "trigger": Triggered(x, transition); break;
            case "action": Exit(x, transition); break;
            case "exit": Enter(x, Transitions(x)[transition].To); break;
        }
    }

    static void Enter(Execution x, string state)
    {
        x.Remember(CurrentState, Values.Of(state));
        if (Current(x).Entry is { } entry) x.Schedule(entry, "entry:0");
        else Await(x);
    }

    static void Await(Execution x)
    {
        var plan = (Plan)x.Node.Plan!;
        var state = Current(x).Name;
        var isFinal = true;
        for (var i = 0; i < plan.Transitions.Count; i++)
        {
            var transition = plan.Transitions[i];
            if (transition.From != state || transition.Trigger is null || !plan.States.ContainsKey(transition.To)) continue;
            x.Schedule(transition.Trigger, Tag("trigger", i));
            isFinal = false;
        }
        if (isFinal) x.Complete();
    }

    static void Triggered(Execution x, int index)
    {
        var transition = Transitions(x)[index];
        if (transition.Condition is { } condition)
        {
            if (!x.TryEvaluate(condition, DataType.Parse("Boolean"), "condition", out var holds)) return;
            if (holds.ValueKind != JsonValueKind.True)
            {
                x.Schedule(transition.Trigger!, Tag("trigger", index));
                return;
            }
        }
        foreach (var competing in x.Children) x.Cancel(competing);
        x.DropWork(x.Self);
        if (transition.Action is { } action) x.Schedule(action, Tag("action", index));
        else Exit(x, index);
    }

    static void Exit(Execution x, int transition)
    {
        if (Current(x).Exit is { } exit) x.Schedule(exit, Tag("exit", transition));
        else Enter(x, Transitions(x)[transition].To);
    }

    static State Current(Execution x) => ((Plan)x.Node.Plan!).States[x.Recall(CurrentState).GetString()!];

    static IReadOnlyList<Transition> Transitions(Execution x) => ((Plan)x.Node.Plan!).Transitions;

    static string Tag(string role, int transition) => $"{role}:{transition}";

    static (string Role, int Transition) Role(string? tag) =>
        tag?.Split(':') is [var role, var index] ? (role, int.Parse(index, CultureInfo.InvariantCulture)) : ("", 0);
}
