namespace Lendflow.HumanTasks.Calendars;

/// <summary>How long a step may take, and what happens on the way there.</summary>
/// <param name="Step">Key of the step or stage; <c>case</c> is the whole case.</param>
/// <param name="Track">Track it holds for; null for all that have no policy of their own.</param>
/// <param name="Target">Time allowed, in the time of <paramref name="Clock"/>.</param>
/// <param name="Clock">Whether only working time counts.</param>
/// <param name="WarnAtPercent">Shares of the target at which a warning is raised, ascending; 100 is the breach.</param>
/// <param name="RemindEvery">Interval of reminders to the person in charge; null for none.</param>
/// <param name="EscalateTo">Group that is told about the breach.</param>
public sealed record SlaPolicy(
    string Step,
    string? Track,
    string Name,
    string NameZh,
    TimeSpan Target,
    SlaClockKind Clock,
    IReadOnlyList<int> WarnAtPercent,
    TimeSpan? RemindEvery,
    string EscalateTo);

/// <summary>What time an SLA counts.</summary>
public enum SlaClockKind
{
    /// <summary>Working time of the branch's calendar.</summary>
    Working,

    /// <summary>Every minute: for machines and for applicants.</summary>
    Wall,
}
