using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Authority;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Who a person is to a task, and what keeps them from working on it.</summary>
public static class TaskRights
{
    /// <summary>In whose name the actor gives the command: their own, or that of an absent person they stand in for, if that
    /// person could give it. Leading is authority, and nobody stands in for that.</summary>
    /// <returns>Null when in nobody's.</returns>
    internal static Person? StandingOf(UserTask task, TaskCommand command, Who by)
    {
        var actor = command.Actor;
        if (Is(by, Who.Anyone) || (Is(by, Who.Lead) && IsLead(actor)) || IsOneOf(actor)) return actor;
        return actor.StandsInFor.FirstOrDefault(absent => IsOneOf(absent) && WhyBarred(task, absent.Name) is null);

        bool IsOneOf(Person person) =>
            (Is(by, Who.Candidate) && IsCandidate(task, person))
            || (Is(by, Who.Assignee) && person.Is(task.Assignee))
            || (Is(by, Who.Asked) && task.Questions.Any(q => q.Id == command.QuestionId && person.Is(q.To)));
    }

    /// <summary>Why a person may not take the task; null when they may.</summary>
    /// <param name="whyNot">What depends on the moment, for example missing authority; it is asked about the person's own groups.</param>
    public static string? WhyNotClaim(UserTask task, Person person, Func<Person, string?> whyNot)
    {
        if (StandingOf(task, new TaskCommand(task.Id, TaskAction.Claim, person), Who.Candidate) is null) return Missing(task, person, Who.Candidate);
        return WhyBarred(task, person.Name) ?? whyNot(person);
    }

    /// <summary>Commands a person may give on a task now. Authority is only known when the command is given.</summary>
    public static IReadOnlyList<TaskAction> ActionsOf(UserTask task, Person person)
    {
        var question = task.Questions.FirstOrDefault(q => q.IsOpen && person.StandsInFor.Prepend(person).Any(p => p.Is(q.To)))?.Id;
        return [.. TaskTransitions.All.Where(t => t.From.Contains(task.Status)).Where(May).Select(t => t.Action).Distinct()];

        bool May(Transition t) =>
            StandingOf(task, new TaskCommand(task.Id, t.Action, person) { QuestionId = question }, t.By) is not null
            && t.Action switch
            {
                TaskAction.Claim or TaskAction.Complete => WhyBarred(task, person.Name) is null,
                TaskAction.Return => WhyBarred(task, person.Name) is null && task.Outcomes.Any(o => o.ReasonKind == CompletionRules.Rework),
                TaskAction.HandBack => task.DelegatedBy is not null,
                TaskAction.RequestOverride => task.Excluded.Count > 0 && task.Override is not { IsGranted: true },
                TaskAction.GrantOverride => task.Override is { IsGranted: false } asked && !person.Is(asked.For) && !person.Is(asked.RequestedBy),
                _ => true,
            };
    }

    /// <summary>Why four-eyes bars a person; null when it does not, or was set aside for them.</summary>
    public static string? WhyBarred(UserTask task, string person) =>
        task.Override is { IsGranted: true } granted && FourEyes.IsSame(granted.For, person)
            ? null
            : task.Excluded.FirstOrDefault(e => FourEyes.IsSame(e.User, person))?.Reason;

    public static bool IsCandidate(UserTask task, Person person) =>
        task.CandidateUsers.Contains(person.Name, StringComparer.OrdinalIgnoreCase) || task.CandidateGroups.Any(person.IsIn);

    /// <summary>Whether a person hands the work of others over, and enters their absences.</summary>
    public static bool IsLead(Person person) => person.IsIn("managers") || person.IsIn("directors") || person.IsIn("admin");

    /// <summary>The sentence for somebody who is none of those who may.</summary>
    internal static string Missing(UserTask task, Person actor, Who by)
    {
        var expected = new List<string>();
        if (Is(by, Who.Candidate)) expected.Add($"a member of {string.Join(" or ", task.CandidateGroups.Concat(task.CandidateUsers))}");
        if (Is(by, Who.Assignee)) expected.Add($"{task.Assignee ?? "who has the task"}, who claimed the task");
        if (Is(by, Who.Asked)) expected.Add("the person who was asked");
        if (Is(by, Who.Lead)) expected.Add("a manager or director");
        var but = expected.Count > 1 ? "is neither" : Is(by, Who.Candidate) ? "is not one" : "is somebody else";
        return $"Expected {string.Join(" or ", expected)}, but {actor.Name} {but}.";
    }

    static bool Is(Who by, Who who) => (by & who) != 0;
}
