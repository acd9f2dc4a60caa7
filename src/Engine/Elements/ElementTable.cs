using System.Diagnostics.CodeAnalysis;

namespace Lendflow.Engine.Elements;

/// <summary>Every activity type the engine knows. What is not here does not exist: nothing is found by scanning.</summary>
public sealed class ElementTable
{
    readonly Dictionary<string, Element> byType;

    /// <param name="more">The activity types of the host, for example the lending activities.</param>
    public ElementTable(params IEnumerable<Element> more)
    {
        Element[] builtIn =
        [
            new WorkflowElement(),
            new Flowchart(),
            new Sequence(),
            new Start(),
            new End(),
            new Finish(),
            new If(),
            new FlowDecision(),
            new FlowSwitch(),
            new FlowFork(),
            new FlowJoin(),
            new FlowNode(),
            new SetVariable(),
            new WriteLine(),
            new Correlate(),
            new SetName(),
            new SetOutput(),
            new Fault(),
            new Event(),
            new PublishEvent(),
            new Delay(),
            new Timer(),
            new RunJavaScript(),
            new Parallel(),
            new Fork(),
            new Switch(),
            new For(),
            new ForEach(),
            new ParallelForEach(),
            new While(),
            new Break(),
            new Complete(),
            new StartAt(),
            new Cron(),
            new ReadLine(),
            new RunTask(),
            new StateMachine(),
            new HttpEndpoint(),
            new WriteHttpResponse(),
            new SendHttpRequest(),
            new FlowSendHttpRequest(),
            new ExecuteWorkflow("Elsa.ExecuteWorkflow", "Execute Workflow", "Starts another workflow and reports what came of it.", reportsStart: true),
            new ExecuteWorkflow("Elsa.DispatchWorkflow", "Dispatch Workflow", "Starts another workflow in the background.", reportsStart: false),
            new NotFoundActivity(),
        ];
        byType = builtIn.Concat(more).ToDictionary(e => e.Descriptor.Type, StringComparer.Ordinal);
    }

    public IEnumerable<Element> All => byType.Values;

    public bool TryFind(string type, [NotNullWhen(true)] out Element? element) => byType.TryGetValue(type, out element);

    internal Element this[string type] => byType[type];
}
