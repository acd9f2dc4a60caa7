using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.Engine.Tasks;

/// <summary>What a person does with a task.</summary>
/// <param name="Expected">The revision of the task the person saw; the command is refused when it has changed since.</param>
/// <param name="Outcome">For <see cref="TaskAction.Complete"/>: key of one of the task's outcomes.</param>
/// <param name="To">For <see cref="TaskAction.Delegate"/> and <see cref="TaskAction.Forward"/>: a user, or with <c>group:</c> before it a group.</param>
public sealed record TaskCommand(
    string TaskId,
    TaskAction Action,
    Person Actor,
    int? Expected = null,
    string? Outcome = null,
    string? Comment = null,
    IReadOnlyList<string>? ReasonCodes = null,
    JsonElement Form = default,
    string? To = null);

/// <summary>The commands of WS-HumanTask that are offered.</summary>
public enum TaskAction { Claim, Release, Complete, Delegate, Forward, Comment }

/// <summary>Who acts.</summary>
/// <param name="Name">User name.</param>
/// <param name="Groups">Groups and roles that count for candidates and authority.</param>
public sealed record Person(string Name, IReadOnlyList<string> Groups)
{
    public bool IsIn(string group) => Groups.Contains(group);
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
