using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.Engine.Tasks;

/// <summary>What a person does with a task. Which of the optional members a command needs is said at its action.</summary>
/// <param name="Expected">The revision of the task the person saw; the command is refused when it has changed since. Null for any.</param>
/// <param name="Outcome">Key of one of the task's outcomes.</param>
/// <param name="To">The person it is handed to or who is asked, with the groups that person really has.</param>
/// <param name="ToGroup">The group it is handed to.</param>
public sealed record TaskCommand(
    string TaskId,
    TaskAction Action,
    Person Actor,
    int? Expected = null,
    string? Outcome = null,
    string? Comment = null,
    IReadOnlyList<string>? ReasonCodes = null,
    JsonElement Form = default,
    Person? To = null,
    string? ToGroup = null)
{
    /// <summary>What exactly has to be done again, when the task is returned for rework.</summary>
    public IReadOnlyList<ReworkItem> Checklist { get; init; } = [];

    /// <summary>Whose time it is while the task is suspended. A question that makes it the applicant's suspends the task.</summary>
    public WhoseTime WhoseTime { get; init; }

    /// <summary>When to look at it again.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The document to refer to; who and when are filled in.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The question that is answered.</summary>
    public string? QuestionId { get; init; }

    /// <summary>Users a comment addresses.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];
}

/// <summary>The commands of WS-HumanTask that are offered, and those of an inbox. What is legal when is one table in
/// Lendflow.HumanTasks.</summary>
public enum TaskAction
{
    Claim,
    Release,
    /// <summary>A lead gives it to a candidate. Needs <see cref="TaskCommand.To"/>.</summary>
    Assign,
    /// <summary>Offered to another person or group. Needs <see cref="TaskCommand.To"/> or <see cref="TaskCommand.ToGroup"/>.</summary>
    Forward,
    /// <summary>Somebody else does it for the person in charge, who can get it back. Needs <see cref="TaskCommand.To"/>.</summary>
    Delegate,
    /// <summary>A delegated task goes back to whom it came from.</summary>
    HandBack,
    /// <summary>Nothing can be done for the moment. Needs a comment and <see cref="TaskCommand.WhoseTime"/>.</summary>
    Suspend,
    Resume,
    /// <summary>Needs <see cref="TaskCommand.Outcome"/>, and what that outcome asks for.</summary>
    Complete,
    /// <summary>Completes with the outcome that sends the case back. Needs reason codes; takes a <see cref="TaskCommand.Checklist"/>.</summary>
    Return,
    /// <summary>When to look at it again; <see cref="TaskCommand.At"/> null forgets it.</summary>
    FollowUp,
    /// <summary>Needs a comment.</summary>
    Comment,
    /// <summary>A question to one person. Needs <see cref="TaskCommand.To"/> and a comment.</summary>
    Ask,
    /// <summary>Needs <see cref="TaskCommand.QuestionId"/> and a comment.</summary>
    Answer,
    /// <summary>Needs <see cref="TaskCommand.Attachment"/>.</summary>
    Attach,
    /// <summary>Asks that four-eyes be set aside for one person, in an emergency. Needs <see cref="TaskCommand.To"/> and a comment.</summary>
    RequestOverride,
    /// <summary>A second person agrees to a requested override.</summary>
    GrantOverride,
}

/// <summary>Who acts.</summary>
/// <param name="Name">User name.</param>
/// <param name="Groups">Groups and roles that count for candidates and authority. A group may be narrowed to a branch:
/// <c>officers@shanghai</c>.</param>
public sealed record Person(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>Absent people the person stands in for today: their work, never their authority.</summary>
    public IReadOnlyList<Person> StandsInFor { get; init; } = [];

    public bool IsIn(string group) => Groups.Contains(group);

    public bool Is(string? user) => Name.Equals(user, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Why a command changed nothing.</summary>
public sealed record Refusal(RefusalKind Kind, IReadOnlyList<Problem> Problems)
{
    public static Refusal Of(RefusalKind kind, string path, string message) => new(kind, [new Problem(path, message)]);
}

public enum RefusalKind
{
    /// <summary>There is nothing with this id.</summary>
    NotFound,
    /// <summary>Somebody or something was faster.</summary>
    Conflict,
    /// <summary>This person may not.</summary>
    Forbidden,
    /// <summary>What was given is wrong.</summary>
    Invalid,
}
