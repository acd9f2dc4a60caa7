using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>A clock of a case or of one of its stages that rings.</summary>
/// <param name="Clock"><see cref="CaseClocks.Case"/>, or the stage.</param>
/// <param name="Percent">Share of the target that was reached; null for a reminder.</param>
/// <param name="Number">Which reminder it is, from 1; 0 for a share. When nobody looked for long, the latest stands for those before it.</param>
/// <param name="Steps">What the chain of its policy does at this share.</param>
public sealed record CaseRing(string Clock, int? Percent, int Number, string Name, string NameZh, string EscalateTo, IReadOnlyList<EscalationStep> Steps, DateTimeOffset? DueAt)
{
    const string Remind = "remind";

    /// <summary>How many reminders it stands for, apart from itself.</summary>
    public int Missed { get; init; }

    /// <summary>As the log keeps it: <c>case 75</c> or <c>case remind 2</c>. Unique within the case.</summary>
    public string Detail => Percent is { } percent ? $"{Clock} {percent.ToString(CultureInfo.InvariantCulture)}" : $"{Clock} {Remind} {Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads what <see cref="Detail"/> wrote.</summary>
    /// <param name="number">Of a reminder; 0 for a share.</param>
    public static bool TryRead(string detail, [NotNullWhen(true)] out string? clock, out int? percent, out int number)
    {
        var words = detail.Split(' ');
        (clock, percent, number) = (words[0], null, 0);
        if (words is [_, Remind, var count]) return int.TryParse(count, CultureInfo.InvariantCulture, out number);
        if (words.Length != 2 || !int.TryParse(words[1], CultureInfo.InvariantCulture, out var share)) return false;
        percent = share;
        return true;
    }

    /// <summary>The trigger that tells the case: its open tasks are escalated, and those in charge of them and the groups of the chain are told.</summary>
    public Trigger.Clock ToTrigger(Instance of) => new(Detail, Values.From(this), [(Notices.Notices.JobKind, $"notice/{of.Id}/{Detail}", Values.From(ToNotice(of)))]);

    Notice ToNotice(Instance of)
    {
        var open = of.Tasks.Values.Where(TaskTransitions.IsOpen).ToList();
        var groups = Steps.Where(step => step.To is not null && step.Act is not EscalationAct.TakePath and not EscalationAct.Raise).Select(step => step.To!)
            .Concat(Percent is null or < 100 ? open.Where(t => t.Assignee is null).SelectMany(t => t.CandidateGroups) : [EscalateTo])
            .Concat(open.Count == 0 ? [EscalateTo] : []);
        return new Notice($"{of.Id}/{Detail}", Percent switch { null => NoticeKind.CaseReminded, < 100 => NoticeKind.CaseWarned, _ => NoticeKind.CaseEscalated },
            [.. open.Select(t => t.Assignee).OfType<string>().Distinct()], [.. groups.Distinct()], "", of.CorrelationId,
            Missed == 0 ? Name : $"{Name} ({Missed} {(Missed == 1 ? "reminder was" : "reminders were")} missed)", Missed == 0 ? NameZh : $"{NameZh}（此前漏发 {Missed} 次催办）", "system",
            Percent is { } percent ? $"{percent} %" : null, DueAt);
    }
}

/// <summary>What the clocks of a case have to say.</summary>
/// <param name="Rings">Now, in the order in which they were due.</param>
/// <param name="Next">When there is more to say, if nothing happens to the case; null when never.</param>
/// <param name="Problem">Why a clock cannot be read: the calendar does not reach so far.</param>
public sealed record CaseRings(IReadOnlyList<CaseRing> Rings, DateTimeOffset? Next, string? Problem)
{
    /// <param name="policyOf">The limit of a clock; null for none.</param>
    public static CaseRings Of(IReadOnlyList<SlaClock> clocks, Func<string, SlaPolicy?> policyOf, WorkCalendar? calendar, DateTimeOffset now)
    {
        var (due, next, problem) = (new List<(DateTimeOffset At, CaseRing Ring)>(), default(DateTimeOffset?), default(string?));
        foreach (var clock in clocks.Where(clock => !clock.IsOver && !clock.IsPaused))
        {
            if (policyOf(clock.Policy) is not { } policy) continue;
            if (!SlaClocks.TryWhen(clock, policy, calendar, 100, out var dueAt, out var refused)) problem ??= refused;
            foreach (var ring in Coming(clock, policy, dueAt, RemindersUntil(clock, policy, calendar, now)))
            {
                if (!SlaClocks.TryWhen(clock, policy, calendar, ring.Used, out var at, out _) || at is null) continue;
                if (at <= now) due.Add((at.Value, ring.Ring));
                else if (next is null || at < next) next = at;
            }
        }
        return new CaseRings([.. due.OrderBy(d => d.At).Select(d => d.Ring)], next, problem);
    }

    /// <summary>How many reminders were due by now, those that were sent included.</summary>
    static int RemindersUntil(SlaClock clock, SlaPolicy policy, WorkCalendar? calendar, DateTimeOffset now) =>
        policy.RemindEvery is { } every && SlaClocks.TryTimeOf(clock, WhoseTime.Us, policy.Clock, calendar, now, out var used, out _) ? (int)(used / every) : 0;

    static IEnumerable<(TimeSpan Used, CaseRing Ring)> Coming(SlaClock clock, SlaPolicy policy, DateTimeOffset? dueAt, int reminders)
    {
        var ring = new CaseRing(clock.Policy, null, 0, policy.Name, policy.NameZh, policy.EscalateTo, [], dueAt);
        foreach (var percent in policy.Percents.Except(clock.Rung))
            yield return (policy.Target * (percent / 100.0), ring with { Percent = percent, Steps = [.. policy.Chain.Where(step => step.AtPercent == percent)] });
        if (policy.RemindEvery is not { } every) yield break;
        if (reminders > clock.Reminders) yield return (every * reminders, ring with { Number = reminders, Missed = reminders - clock.Reminders - 1 });
        yield return (every * (Math.Max(reminders, clock.Reminders) + 1), ring with { Number = Math.Max(reminders, clock.Reminders) + 1 });
    }
}
