using System.Text.Json;
using Lendflow.Engine.Tasks;

namespace Lendflow.Host.Api;

/// <summary>What a command on a task is sent with: the revision it was given on, so that it is refused when somebody was faster.</summary>
sealed record TaskRevision(int Revision);

/// <param name="Checklist">What exactly has to be done again; only with an outcome for rework.</param>
sealed record Completion(
    int Revision, string Outcome, string? Comment = null, IReadOnlyList<string>? ReasonCodes = null, JsonElement? Form = null, IReadOnlyList<ReworkItem>? Checklist = null)
{
    public TaskCommand Fill(TaskCommand command) =>
        command with { Outcome = Outcome, Comment = Comment, ReasonCodes = ReasonCodes, Form = Form ?? default, Checklist = Checklist ?? [] };
}

sealed record ReturnForRework(int Revision, IReadOnlyList<string> ReasonCodes, string? Comment = null, IReadOnlyList<ReworkItem>? Checklist = null, JsonElement? Form = null)
{
    public TaskCommand Fill(TaskCommand command) => command with { Comment = Comment, ReasonCodes = ReasonCodes, Form = Form ?? default, Checklist = Checklist ?? [] };
}

/// <param name="To">User name.</param>
sealed record Delegation(int Revision, string To, string? Comment = null);

/// <param name="Group">Name of a group, or of a group at a branch (<c>officers@shanghai</c>); or nobody of a group but one person in <paramref name="To"/>.</param>
sealed record Forwarding(int Revision, string? Group = null, string? To = null, string? Comment = null);

/// <param name="WaitingFor">Whose time it is, ours when nothing is said; the time limit does not run while it is not ours.</param>
sealed record Suspension(int Revision, string Reason, WhoseTime? WaitingFor = null);

/// <param name="At">Null forgets the date.</param>
sealed record FollowUp(int Revision, DateTimeOffset? At = null);

sealed record TaskComment(string Comment);

/// <param name="To">User name of who is asked; null for the applicant.</param>
/// <param name="OfApplicant">Whether it is asked of whoever applied: the time is theirs until they answer.</param>
sealed record Asking(string Text, string? To = null, bool? OfApplicant = null);

sealed record Reply(string QuestionId, string Text);

sealed record Attaching(string DocumentId);

sealed record Withdrawal(int Revision, string Reason);

/// <param name="For">Whom four-eyes bars; null for oneself.</param>
sealed record OverrideRequest(int Revision, string Reason, string? For = null);
