using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>Looks at a flow with every rule of a table.</summary>
public sealed class Linter(IReadOnlyList<LintRule> rules)
{
    public IReadOnlyList<LintRule> Rules => rules;

    /// <summary>All findings, the heaviest first, then in the order of the table.</summary>
    /// <param name="isKnown">Whether a workflow of this definition id exists; null when nobody knows.</param>
    public IReadOnlyList<Finding> Check(Graph graph, Func<string, bool>? isKnown = null)
    {
        var lint = new Lint(graph, isKnown);
        return [.. rules.SelectMany(rule => rule.Check(lint).Select(rule.ToFinding)).OrderByDescending(f => f.Severity)];
    }

    /// <summary>The findings of a definition that cannot be taken in, because of these problems.</summary>
    public static IReadOnlyList<Finding> Refused(IReadOnlyList<Problem> problems) =>
        [.. problems.Select(p => new Finding(p.Code, Severity.Error, p.Message, p.MessageZh ?? p.Message, new Place(null, null, p.Path), LintRule.HelpOf(p.Code)))];
}
