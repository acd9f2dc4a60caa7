namespace Lendflow.Scripting;

/// <summary>One place where a script touches a global: <c>variables.x</c>, <c>variables.x = 1</c>, <c>getInput('x')</c>.</summary>
/// <param name="Global">Name of the global.</param>
/// <param name="Member">The member, or for a call the first argument; null when it is computed, or when the global is used as a whole.</param>
/// <param name="IsTested">Whether the script only asks if there is a value: <c>??</c>, <c>?.</c>, <c>!</c>, <c>typeof</c>, a condition.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record GlobalUse(string Global, string? Member, GlobalUseKind Kind, bool IsTested, int Line, int Column);

/// <summary>What a script does with a global.</summary>
public enum GlobalUseKind
{
    Read,
    Write,
    /// <summary>Reads, then writes: <c>variables.x += 1</c>.</summary>
    Change,
    Call,
}
