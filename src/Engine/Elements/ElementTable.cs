using System.Diagnostics.CodeAnalysis;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Elements;

/// <summary>Every activity type the engine knows. What is not here does not exist: nothing is found by scanning.</summary>
public sealed class ElementTable
{
    readonly Dictionary<string, Element> byType;

    /// <param name="more">The activity types of the host, for example the lending activities.</param>
    public ElementTable(params IEnumerable<Element> more) : this([], more)
    {
    }

    /// <param name="languages">Languages for expressions beside JavaScript; each brings an activity that runs it.</param>
    /// <param name="more">The activity types of the host.</param>
    public ElementTable(IReadOnlyList<IExpressionLanguage> languages, IEnumerable<Element> more)
    {
        Languages = languages;
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
            new RunScript(),
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
            new BulkDispatchWorkflows(),
            new Inline(),
            new NotFoundActivity(),
        ];
        byType = builtIn.Concat(languages.Select(l => new RunScript(l))).Concat(more).ToDictionary(e => e.Descriptor.Type, StringComparer.Ordinal);
    }

    /// <summary>Languages for expressions beside JavaScript.</summary>
    public IReadOnlyList<IExpressionLanguage> Languages { get; }

    internal IExpressionLanguage? Language(string name) => Languages.FirstOrDefault(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<Element> All => byType.Values;

    public bool TryFind(string type, [NotNullWhen(true)] out Element? element) => byType.TryGetValue(type, out element);

    internal Element this[string type] => byType[type];
}
