namespace Lendflow.Scripting;

/// <summary>What one run of a script may use up. A breach ends the run; the script's own try/catch cannot stop it.</summary>
/// <param name="Steps">Statements, loop rounds and calls; built-ins charge in proportion to what they touch. The same script,
/// host answers, clock and seed always take the same number of steps.</param>
/// <param name="Time">A safety net only, looked at every few thousand steps: with it a run depends on the machine.</param>
/// <param name="MemoryBytes">Sum of everything allocated during the run (not what is alive at once), estimated.</param>
/// <param name="Recursion">Nested calls, those of built-ins included; a function with very deeply nested expressions counts for more than one.</param>
public readonly record struct ScriptLimits(int Steps, TimeSpan Time, long MemoryBytes, int Recursion)
{
    /// <summary>10 million steps, 10 seconds (so that on a busy machine the steps still decide), 64 MiB, 400 nested calls.</summary>
    public static ScriptLimits Default { get; } = new(10_000_000, TimeSpan.FromSeconds(10), 64L * 1024 * 1024, 400);
}
