namespace Lendflow.Engine;

/// <summary>What one definition, one decision and one case may use up. Whoever goes beyond is refused or gets an incident that says
/// so; the process goes on. docs/limits.md has them in one table.</summary>
public static class Limits
{
    /// <summary>Bytes of a definition's JSON.</summary>
    public const int DefinitionBytes = 4 * 1024 * 1024;

    /// <summary>Objects and arrays inside each other in a definition's JSON.</summary>
    public const int DefinitionDepth = 256;

    /// <summary>Steps of a definition, and of a flow with the workflows it uses as activities.</summary>
    public const int Steps = 10_000;

    /// <summary>Arrows of one flowchart.</summary>
    public const int Arrows = 5_000;

    /// <summary>Workflows used as activities inside each other.</summary>
    public const int WorkflowNesting = 20;

    /// <summary>Problems of one definition that are told; the others are counted.</summary>
    public const int ToldProblems = 100;

    /// <summary>Steps of one decision: more of them is a loop that never waits, and one commit of them takes some 100 MB.</summary>
    public const int BurstSteps = 250_000;

    /// <summary>Turns of a While without a body: only the condition itself could end it.</summary>
    public const int TurnsWithoutBody = 10_000;

    /// <summary>Jobs that one decision asks for, published events and started workflows among them.</summary>
    public const int BurstJobs = 5_000;

    /// <summary>Bytes of one value as JSON.</summary>
    public const int ValueBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of all values that one decision writes down.</summary>
    public const long BurstBytes = 64L * 1024 * 1024;

    /// <summary>Bytes of all values that a case holds on to.</summary>
    public const long CaseBytes = 32L * 1024 * 1024;

    /// <summary>Steps of one case from its start to its end.</summary>
    public const int CaseSteps = 1_000_000;

    /// <summary>Workflows that started each other: a child of a child and so on.</summary>
    public const int Generations = 20;

    /// <summary>Days a timer may lie ahead.</summary>
    public const int TimerDays = 36_500;
}
