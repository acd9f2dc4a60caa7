using System.ComponentModel.DataAnnotations;
using Lendflow.Engine.Tasks;
using Lendflow.HumanTasks.Calendars;

namespace Lendflow.Host.Api;

/// <summary>A clock: whose time passed. The three kinds of minutes add up to what passed, in the time the clock counts.</summary>
/// <param name="Key"><c>case</c>, a stage, or the step of an SLA policy.</param>
/// <param name="TargetMinutes">Null when there is no limit.</param>
/// <param name="DueAt">Null while the clock is paused or over, or when the calendar does not reach so far.</param>
/// <param name="Problem">Why a number is missing.</param>
sealed record ClockView(
    string Key, string? Name, string? NameZh, double? TargetMinutes, SlaClockKind Counts,
    [property: AllowedValues("running", "paused", "met", "breached")] string Status,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? DueAt,
    double? OurMinutes, double? ApplicantMinutes, double? ThirdPartyMinutes, IReadOnlyList<ClockSpanView> Spans, string? Problem);

sealed record ClockSpanView(WhoseTime Whose, DateTimeOffset From, DateTimeOffset? Until, string? Reason);
