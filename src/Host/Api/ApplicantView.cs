using System.Text.Json;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Host.Api;

/// <summary>A case as its applicant sees it: nothing of what the lender notes for itself.</summary>
/// <param name="Applicant">User name; null when staff entered the application.</param>
/// <param name="Status"><c>running</c>, <c>approved</c>, <c>disbursed</c>, <c>declined</c> or <c>withdrawn</c>. Whether a person or a rule declined is not said.</param>
/// <param name="WaitingFor">Whose time it is now; null when the case is over or nobody waits.</param>
/// <param name="Clock">Our time against yours; null when nothing is promised.</param>
/// <param name="AskedFor">Documents to hand in again; none when none are asked for.</param>
/// <param name="MaySign">Whether the contract waits for the applicant's signature.</param>
/// <param name="MayWithdraw">Not once the money is on its way.</param>
/// <param name="Reasons">Why it was declined, in the customer's words.</param>
sealed record ApplicantView(
    string Number, string? Applicant, string Status, string Product, string Branch, string Borrower, string? Segment, decimal Amount, string Currency, DateTimeOffset SubmittedAt, DateTimeOffset? FinishedAt,
    IReadOnlyList<ApplicantStep> Steps, WhoseTime? WaitingFor, ApplicantClock? Clock, IReadOnlyList<AskedDocument> AskedFor, IReadOnlyList<ApplicantQuestion> Questions, IReadOnlyList<ApplicantTask> Tasks,
    bool MaySign, bool MayWithdraw, decimal? ApprovedAmount, IReadOnlyList<CustomerReason> Reasons, IReadOnlyList<ApplicantDocument> Documents, IReadOnlyList<ApplicantEvent> Events);

/// <param name="Key"><c>received</c>, <c>check</c>, <c>decision</c>, <c>contract</c> or <c>payout</c>.</param>
/// <param name="State"><c>done</c>, <c>current</c>, <c>ahead</c> or <c>ended</c>.</param>
sealed record ApplicantStep(string Key, string State);

/// <param name="TargetMinutes">What is promised; null while no track is chosen.</param>
sealed record ApplicantClock(double OurMinutes, double YourMinutes, double OtherMinutes, double? TargetMinutes, SlaClockKind Counts, DateTimeOffset? DueAt);

/// <param name="Kind">Kind of document; null when the reason names none.</param>
sealed record AskedDocument(string? Kind, string Text, string TextZh);

sealed record ApplicantQuestion(string TaskId, string Id, string Text, DateTimeOffset At);

/// <summary>Something the applicant does by a form.</summary>
sealed record ApplicantTask(string Id, int Revision, string Title, string TitleZh, string? Description, string? DescriptionZh, JsonElement? Form, JsonElement FormData, IReadOnlyList<OutcomeView> Outcomes, DateTimeOffset? DueAt);

sealed record CustomerReason(string Text, string TextZh);

sealed record ApplicantDocument(string Id, string Kind, string FileName, DateTimeOffset UploadedAt);

/// <param name="Kind"><c>submitted</c>, <c>documents</c>, <c>contract</c>, <c>approved</c>, <c>disbursed</c>, <c>declined</c> or <c>withdrawn</c>.</param>
sealed record ApplicantEvent(DateTimeOffset At, string Kind, string Title, string TitleZh);
