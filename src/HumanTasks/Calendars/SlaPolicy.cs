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
    string EscalateTo)
{
    /// <summary>What is done when time runs out, in order. When nothing is said: at 100 % the priority rises by 20 and
    /// <see cref="EscalateTo"/> may act too.</summary>
    public IReadOnlyList<EscalationStep> Chain { get; init; } = [new(100, EscalationAct.Raise, By: 20), new(100, EscalationAct.Offer, EscalateTo)];

    /// <summary>Every share of the target at which something happens, ascending.</summary>
    public IReadOnlyList<int> Percents => [.. WarnAtPercent.Append(100).Concat(Chain.Select(step => step.AtPercent)).Distinct().Order()];
}

/// <summary>One link of an escalation chain.</summary>
/// <param name="AtPercent">Share of the target, 1 or more; beyond 100 it is late.</param>
/// <param name="To">Group, or outcome for <see cref="EscalationAct.TakePath"/>.</param>
/// <param name="By">For <see cref="EscalationAct.Raise"/>: points of priority.</param>
public sealed record EscalationStep(int AtPercent, EscalationAct Act, string? To = null, int By = 0);

/// <summary>What an escalation does.</summary>
public enum EscalationAct
{
    /// <summary>The priority rises.</summary>
    Raise,
    /// <summary>A group is told.</summary>
    Notify,
    /// <summary>A group may act too.</summary>
    Offer,
    /// <summary>The task is taken away and only a group may act.</summary>
    Reassign,
    /// <summary>The step is left by an outcome, without anybody having done it.</summary>
    TakePath,
}

/// <summary>What time an SLA counts.</summary>
public enum SlaClockKind
{
    /// <summary>Working time of the branch's calendar.</summary>
    Working,

    /// <summary>Every minute: for machines and for applicants.</summary>
    Wall,
}
