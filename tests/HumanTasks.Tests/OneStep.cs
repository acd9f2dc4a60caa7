using System.Text;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.HumanTasks.Tests;

/// <summary>A flow of one step that people do, and what they do with it. Every command is given a minute after the one before.</summary>
sealed class OneStep
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly IWorkRules NoRules = new NoWorkRules();

    readonly Graph graph;

    OneStep(Graph graph) => this.graph = graph;

    public Instance Instance { get; } = new();
    public List<Change> Changes { get; } = [];
    public DateTimeOffset Now { get; private set; } = Begin;

    /// <param name="inputs">Members of the step's JSON.</param>
    public static OneStep Start(Element element, string inputs)
    {
        var json = """{"definitionId":"flow","name":"Flow","root":{"type":"Elsa.Sequence","id":"all","activities":[{"type":"TYPE","id":"step",INPUTS}]}}""".Replace("TYPE", element.Descriptor.Type).Replace("INPUTS", inputs);
        var definition = DefinitionJson.Read(Encoding.UTF8.GetBytes(json), Begin, () => "v", out var problems);
        problems.Should().BeEmpty();
        var step = new OneStep(GraphBuilder.Build(definition!, new ElementTable(element)));
        step.Decide(new Trigger.Start("i", new Dictionary<string, JsonElement>(), "LN-1"));
        return step;
    }

    public UserTask TaskFor(string group) => Instance.Tasks.Values.Single(t => t.CandidateGroups.Contains(group) && TaskTransitions.IsOpen(t));

    public void Vote(string group, Person person, string outcome)
    {
        Do(group, TaskAction.Claim, person);
        Do(group, TaskAction.Complete, person, outcome, outcome is "Decline" ? ["policy"] : []);
    }

    public void Do(string group, TaskAction action, Person person, string? outcome = null, IReadOnlyList<string>? reasons = null) =>
        Try(group, action, person, outcome, reasons).Should().BeNull();

    public Refusal? Try(string group, TaskAction action, Person person, string? outcome = null, IReadOnlyList<string>? reasons = null) =>
        Give(new TaskCommand(TaskFor(group).Id, action, person, null, outcome, "because", reasons));

    public Refusal? Give(TaskCommand command) => Decide(new Trigger.Task(command)).Refusal;

    public T? Output<T>(string name) where T : class => Changes.OfType<Change.OutputProduced>().LastOrDefault(c => c.Name == name) is { } output ? Values.To<T>(output.Value) : null;

    public Decision Decide(Trigger trigger)
    {
        Now = Now.AddMinutes(1);
        var decision = Interpreter.Decide(graph, Instance, trigger, Now);
        Changes.AddRange(decision.Changes);
        return decision;
    }
}
