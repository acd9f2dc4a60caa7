using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Running;

/// <summary>Whether a workflow may start while instances run; the names are Elsa's. A faulted instance does not run.</summary>
public enum ActivationStrategy
{
    AllowAlways,
    /// <summary>No instance of the same workflow may run.</summary>
    Singleton,
    /// <summary>No instance of any workflow with the same correlation id may run; a start without one is free.</summary>
    Correlation,
    /// <summary>No instance of the same workflow with the same correlation id may run; a start without one is as with <see cref="Singleton"/>.</summary>
    CorrelatedSingleton,
}

static class Activation
{
    public const string Option = "activationStrategyType";

    /// <summary>Reads Elsa's ways to write it: <c>Singleton</c>, <c>SingletonStrategy</c> or the name of the .NET type, with
    /// namespace and assembly; nothing is <see cref="ActivationStrategy.AllowAlways"/>.</summary>
    public static bool TryParse(string? written, out ActivationStrategy strategy)
    {
        strategy = ActivationStrategy.AllowAlways;
        if (string.IsNullOrWhiteSpace(written)) return true;
        var type = written.Split(',')[0].Trim();
        var name = type[(type.LastIndexOf('.') + 1)..];
        if (name.EndsWith("Strategy", StringComparison.OrdinalIgnoreCase)) name = name[..^"Strategy".Length];
        return !name.Any(char.IsDigit) && Enum.TryParse(name, ignoreCase: true, out strategy);
    }

    public static ActivationStrategy Of(WorkflowDefinition definition) =>
        TryParse(definition.Source.Member("options").Text(Option), out var strategy) ? strategy : ActivationStrategy.AllowAlways;

    /// <summary>What must not run for the start to be allowed; null when it is allowed whatever runs.</summary>
    public static StartGuard? GuardOf(Graph graph, Trigger.Start start)
    {
        var (workflow, correlation) = (graph.Definition.DefinitionId, string.IsNullOrEmpty(start.CorrelationId) ? null : start.CorrelationId);
        return graph.Activation switch
        {
            ActivationStrategy.Singleton => new StartGuard(workflow, null),
            ActivationStrategy.Correlation => correlation is null ? null : new StartGuard(null, correlation),
            ActivationStrategy.CorrelatedSingleton => new StartGuard(workflow, correlation),
            _ => null,
        };
    }

    /// <summary>Why a start was refused.</summary>
    public static string Refusal(Graph graph, StartGuard guard)
    {
        var what = guard.DefinitionId is null ? "no running instance of any workflow" : $"no running instance of '{graph.Definition.Name ?? guard.DefinitionId}'";
        var with = guard.CorrelationId is null ? "" : $" with correlation id '{guard.CorrelationId}'";
        return $"Expected {what}{with}, as the workflow's activation strategy {graph.Activation} demands, but there is one.";
    }
}
