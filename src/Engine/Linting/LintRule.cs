using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting;

/// <summary>A row of the table of rules: what is looked for, how much it weighs, and why.</summary>
/// <param name="Code">Stable: documents, exceptions and reports refer to it.</param>
/// <param name="Rationale">One sentence: what goes wrong when it is left so.</param>
/// <param name="Check">Pure: the same flow gives the same observations.</param>
public sealed record LintRule(string Code, Severity Severity, string Rationale, string RationaleZh, Func<Lint, IEnumerable<Observation>> Check)
{
    internal Finding ToFinding(Observation seen) => new(Code, Severity, seen.Message, seen.MessageZh, seen.Place, HelpOf(Code));

    /// <summary>Where a code is explained.</summary>
    public static string HelpOf(string code) => $"docs/manual/lint.md#{code}";
}

/// <summary>What a rule saw at a place.</summary>
public sealed record Observation(Place Place, string Message, string MessageZh);
