using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Notices;

/// <summary>Something that people are to be told. Each has a reason that is its own, so that nobody is told twice.</summary>
/// <param name="Reason">Unique: task, revision and kind.</param>
/// <param name="Users">User names.</param>
/// <param name="Groups">Groups of which every member is told.</param>
/// <param name="By">Who caused it; <c>system</c> for the clock and the flow.</param>
/// <param name="Text">What was said.</param>
public sealed record Notice(
    string Reason, NoticeKind Kind, IReadOnlyList<string> Users, IReadOnlyList<string> Groups,
    string TaskId, string? CaseNumber, string Title, string? TitleZh, string By, string? Text, DateTimeOffset? DueAt);

public enum NoticeKind { Assigned, HandedBack, Asked, Answered, Mentioned, Warned, Reminded, Escalated, Barred, OverrideRequested, OverrideGranted, CaseWarned, CaseReminded, CaseEscalated, CalendarEnds, PublicationAsked, PublicationSentBack, PublicationGranted }

/// <summary>Finds out who is to be told what a change of a task means to them. A new task tells nobody: it is in the inbox.</summary>
public static class Notices
{
    /// <summary>Kind of the jobs that deliver notices.</summary>
    public const string JobKind = "notify";

    /// <summary>The notices of everything that happened to a task since it was as before.</summary>
    /// <param name="before">Null for a new task.</param>
    public static IEnumerable<Notice> Of(UserTask? before, UserTask after) => before is null
        ? []
        : after.History.Skip(before.History.Count).SelectMany((entry, i) => Of(before, after, entry, $"{after.Id}/{before.Revision + 1 + i}"));

    static IEnumerable<Notice> Of(UserTask before, UserTask after, TaskEvent entry, string reason)
    {
        var told = (entry.Action switch
        {
            "Assign" or "Delegate" => (NoticeKind.Assigned, [after.Assignee]),
            "HandBack" => (NoticeKind.HandedBack, [after.Assignee]),
            "Ask" => (NoticeKind.Asked, [after.Questions[^1].To]),
            "Answer" => (NoticeKind.Answered, after.Questions.Where(q => before.Questions.Any(b => b.Id == q.Id && b.IsOpen) && !q.IsOpen).Select(q => q.By)),
            "Comment" => (NoticeKind.Mentioned, entry.Mentions ?? []),
            "Warn" => (NoticeKind.Warned, InCharge(after)),
            "Remind" => (NoticeKind.Reminded, InCharge(after)),
            "Breach" => (NoticeKind.Escalated, InCharge(after)),
            "Escalate" => (NoticeKind.Escalated, InCharge(before).Concat(entry.Mentions ?? [])),
            "Exclude" when before.Assignee is not null && after.Assignee is null => (NoticeKind.Barred, [before.Assignee]),
            "RequestOverride" => (NoticeKind.OverrideRequested, ["group:managers"]),
            "GrantOverride" => (NoticeKind.OverrideGranted, [after.Override!.For]),
            _ => default((NoticeKind Kind, IEnumerable<string?> To)?),
        }) ?? default;
        var to = (told.To ?? []).OfType<string>().Where(name => !name.Equals(entry.Actor, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (to.Count == 0) yield break;
        yield return new Notice(
            $"{reason}/{told.Kind}", told.Kind, [.. to.Where(name => !IsGroup(name))], [.. to.Where(IsGroup).Select(name => name[Group.Length..])],
            after.Id, after.CaseNumber, after.Title, after.TitleZh, entry.Actor, entry.Comment, after.DueAt);
    }

    const string Group = "group:";

    static bool IsGroup(string name) => name.StartsWith(Group, StringComparison.Ordinal);

    static IEnumerable<string?> InCharge(UserTask task) => task.Assignee is { } assignee ? [assignee] : task.CandidateGroups.Select(group => Group + group).Concat(task.CandidateUsers);
}
