using System.ComponentModel.DataAnnotations;

namespace Lendflow.Host.Api;

/// <summary>A review by several people, as far as the reader may know it.</summary>
/// <param name="Mode"><c>single</c> when the task is nobody else's business.</param>
/// <param name="Quorum">Weight of approvals that decides.</param>
/// <param name="Approving">Weight that approves, as far as it is shown.</param>
/// <param name="Declining">Weight that declines, as far as it is shown.</param>
/// <param name="EscalateTo">Group that decides a deadlock; null when the flow does.</param>
sealed record ReviewView(
    [property: AllowedValues("single", "sequential", "joint")] string Mode, int Quorum, int Approving, int Declining, string? EscalateTo, IReadOnlyList<ReviewSeatView> Seats);

/// <summary>A place in a review.</summary>
/// <param name="TaskId">Null while its turn has not come.</param>
/// <param name="HasVeto">Whether its decline decides alone.</param>
/// <param name="IsDecider">Whether it decides the others' deadlock.</param>
/// <param name="Status">As of a task; <c>later</c> while its turn has not come.</param>
/// <param name="Person">Who spoke, or who is at it.</param>
/// <param name="Vote">Key of the outcome; null while it is open or hidden.</param>
/// <param name="IsHidden">Whether something was said that the reader may not know yet.</param>
sealed record ReviewSeatView(
    string? TaskId, string Group, int Weight, bool HasVeto, bool IsDecider, string Status, string? Person, string? OnBehalfOf,
    string? Vote, string? Label, string? LabelZh, string? Comment, IReadOnlyList<ReasonCodeView> Reasons, DateTimeOffset? At, bool IsHidden);
