using System.Text.Json;

namespace Lendflow.Engine.Tasks;

/// <summary>A human task: the state that the instance, the store and the inbox share. The rules about it are in
/// Lendflow.HumanTasks; the names are those of WS-HumanTask and of Elsa's user tasks.</summary>
public sealed record UserTask
{
    /// <summary>Unique in the store.</summary>
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string DefinitionId { get; init; }
    /// <summary>The activity execution that waits for it.</summary>
    public required int Activity { get; init; }
    /// <summary>Id of the step in the definition.</summary>
    public required string Step { get; init; }
    /// <summary>Business key of the case (Elsa: correlation id), for loans the application number.</summary>
    public string? CaseNumber { get; init; }
    public required string Title { get; init; }
    public string? TitleZh { get; init; }
    public string? Description { get; init; }
    public string? DescriptionZh { get; init; }
    /// <summary>Stage of the case the step belongs to.</summary>
    public string? Stage { get; init; }
    public UserTaskStatus Status { get; init; } = UserTaskStatus.Ready;
    public string? Assignee { get; init; }
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];
    public IReadOnlyList<string> CandidateGroups { get; init; } = [];
    /// <summary>Steps whose actors may not do this one (four-eyes); <c>*</c> for every other step. Pinned at creation.</summary>
    public IReadOnlyList<string> DistinctFrom { get; init; } = [];
    /// <summary>Who may not act, with the reason that is shown to them. Kept true while other steps of the case are done.</summary>
    public IReadOnlyList<Exclusion> Excluded { get; init; } = [];
    /// <summary>Four-eyes set aside for one person; null when nobody asked for it.</summary>
    public Override? Override { get; init; }
    /// <summary>0 (lowest) to 100; 50 when nothing is said.</summary>
    public int Priority { get; init; } = 50;
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? WarnAt { get; init; }
    /// <summary>Whose time passed when; null when the task has no time limit. While it is paused there is no due time.</summary>
    public SlaClock? Clock { get; init; }
    /// <summary>When the person in charge wants to look at it again.</summary>
    public DateTimeOffset? FollowUpAt { get; init; }
    /// <summary>Whose time it is while the task is suspended; ours when it is not.</summary>
    public WhoseTime WhoseTime { get; init; }
    /// <summary>How often the time limit was escalated.</summary>
    public int Escalations { get; init; }
    /// <summary>Who had it last before a delegation, and gets it back.</summary>
    public string? DelegatedBy { get; init; }
    /// <summary>JSON Schema of the form; undefined when the task has none. Pinned at creation.</summary>
    public JsonElement Form { get; init; }
    /// <summary>What the form shows at first, and at the end what was entered.</summary>
    public JsonElement FormData { get; init; }
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [];
    /// <summary>Grows by one with every change; a command names the revision it was given on.</summary>
    public int Revision { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public string? CompletedBy { get; init; }
    /// <summary>The absent person the task was done for; null when it was done in one's own right.</summary>
    public string? OnBehalfOf { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }
    public IReadOnlyList<string> ReasonCodes { get; init; } = [];
    /// <summary>What exactly has to be done again, when it was returned for rework.</summary>
    public IReadOnlyList<ReworkItem> Checklist { get; init; } = [];
    public IReadOnlyList<Question> Questions { get; init; } = [];
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    /// <summary>Everything that happened to it, oldest first.</summary>
    public IReadOnlyList<TaskEvent> History { get; init; } = [];
    /// <summary>Whether it may be completed together with others at once.</summary>
    public bool AllowsBulk { get; init; }
    /// <summary>Who may read the outcome before the review it is part of is decided.</summary>
    public Visibility Visibility { get; init; }
    /// <summary>What the rules of its activity need to know again, for example the row of the authority matrix.</summary>
    public JsonElement Context { get; init; }
}

/// <summary>Life of a task (WS-HumanTask): which command is legal in which status is one table in Lendflow.HumanTasks.</summary>
public enum UserTaskStatus { Ready, Reserved, Suspended, Completed, Cancelled }

/// <summary>One way to complete a task.</summary>
/// <param name="Key">Name of the outcome port in the flow.</param>
/// <param name="Style"><c>primary</c>, <c>default</c> or <c>danger</c>.</param>
/// <param name="NeedsComment">Whether a comment must be given.</param>
/// <param name="ReasonKind">Kind of reason codes of which at least one must be chosen; null for none.</param>
/// <param name="RequiredFields">Fields of the form that must be filled with this outcome, beyond those the form requires; null for none.</param>
public sealed record TaskOutcome(
    string Key, string Label, string? LabelZh = null, string Style = "default", bool NeedsComment = false, string? ReasonKind = null, IReadOnlyList<string>? RequiredFields = null);

/// <summary>A person who may not act on a task, and why.</summary>
public sealed record Exclusion(string User, string Reason);

/// <summary>Something that happened to a task.</summary>
/// <param name="Actor">User name; <c>system</c> for the clock and the flow.</param>
/// <param name="Action">Name of the command or of the clock's doing, for example <c>Claim</c> or <c>Escalate</c>.</param>
/// <param name="For">The absent person in whose place the actor acted; null when in their own right.</param>
/// <param name="Mentions">Users the comment addresses; null for none.</param>
public sealed record TaskEvent(
    DateTimeOffset At, string Actor, string Action, string? Comment = null, string? For = null, IReadOnlyList<string>? Mentions = null);

/// <summary>Whose time passes.</summary>
public enum WhoseTime { Us, Applicant, ThirdParty }

/// <summary>Who may read what somebody said in a joint review while others have not.</summary>
public enum Visibility
{
    Open,
    /// <summary>Whoever has spoken.</summary>
    AfterOwn,
    /// <summary>Nobody until it is decided.</summary>
    AfterAll,
}

/// <summary>The clock of a time limit. Its spans follow each other without a gap from the start on; only ours count.</summary>
/// <param name="Policy">Step of the SLA policy it follows.</param>
/// <param name="Rung">Percentages of the target that were rung.</param>
public sealed record SlaClock(string Policy, IReadOnlyList<ClockSpan> Spans, IReadOnlyList<int> Rung)
{
    /// <summary>How often people were reminded by it; clocks of tasks count this in the task's history.</summary>
    public int Reminders { get; init; }

    public DateTimeOffset StartedAt => Spans[0].From;
    public bool IsOver => Spans[^1].Until is not null;
    public bool IsPaused => !IsOver && Spans[^1].Whose != WhoseTime.Us;
}

/// <summary>A stretch of time that was one party's.</summary>
/// <param name="Until">Null while it lasts.</param>
/// <param name="Reason">Why it was not ours.</param>
public sealed record ClockSpan(WhoseTime Whose, DateTimeOffset From, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>One thing that has to be done again.</summary>
/// <param name="Kind"><c>document</c>, <c>field</c> or <c>other</c>.</param>
/// <param name="Key">Kind of the document or name of the field.</param>
/// <param name="Note">What is wrong with it; null when the reason says enough.</param>
public sealed record ReworkItem(string Kind, string Key, string? Note = null);

/// <summary>A question to one person; open until it is answered.</summary>
/// <param name="Pauses">Whether the task waits for the applicant until it is answered.</param>
public sealed record Question(string Id, string By, string To, string Text, DateTimeOffset At, string? Reply = null, DateTimeOffset? AnsweredAt = null, bool Pauses = false)
{
    public bool IsOpen => AnsweredAt is null;
}

/// <summary>A document that belongs to the work; the document itself is the case's.</summary>
public sealed record Attachment(string DocumentId, string Name, string By, DateTimeOffset At);

/// <summary>An emergency: one person may act although four-eyes bars them.</summary>
/// <param name="GrantedBy">The second person; null while nobody has agreed.</param>
public sealed record Override(string For, string Reason, string RequestedBy, DateTimeOffset RequestedAt, string? GrantedBy = null, DateTimeOffset? GrantedAt = null)
{
    public bool IsGranted => GrantedBy is not null;
}
