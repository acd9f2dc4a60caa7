using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Lendflow.Engine.Tasks;

namespace Lendflow.Host.Api;

/// <summary>A task as the inbox lists it.</summary>
record TaskSummaryView
{
    public required string Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string InstanceId { get; init; }
    /// <summary>Id of the step in the flow.</summary>
    public required string ActivityId { get; init; }
    public required string Title { get; init; }
    public required string TitleZh { get; init; }
    public required string Stage { get; init; }
    /// <summary><c>ready</c>, <c>reserved</c>, <c>suspended</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }
    public required string? Assignee { get; init; }
    /// <summary>Who delegated it and can get it back.</summary>
    public required string? DelegatedBy { get; init; }
    /// <summary>The absent person it was claimed or done for.</summary>
    public required string? OnBehalfOf { get; init; }
    public required IReadOnlyList<string> CandidateGroups { get; init; }
    public required IReadOnlyList<string> CandidateUsers { get; init; }
    /// <summary>0 to 100.</summary>
    public required int Priority { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? DueAt { get; init; }
    public required DateTimeOffset? FollowUpAt { get; init; }
    public required DateTimeOffset? CompletedAt { get; init; }
    /// <summary>Key of the outcome it was completed with.</summary>
    public required string? Outcome { get; init; }
    /// <summary>Whose time it is.</summary>
    public required WhoseTime WaitingFor { get; init; }
    /// <summary>Null without a time limit.</summary>
    [AllowedValues("ok", "warning", "breached")]
    public required string? Sla { get; init; }
    public required IReadOnlyList<OutcomeView> Outcomes { get; init; }
    public required string Borrower { get; init; }
    public required decimal Amount { get; init; }
    public required string Currency { get; init; }
    public required string Product { get; init; }
    public required string? Grade { get; init; }
    /// <summary>What a command names, so that it is refused when somebody was faster.</summary>
    public required int Revision { get; init; }
    public required int Escalations { get; init; }
    /// <summary>Whether its flow lets it be completed together with others.</summary>
    public required bool AllowsBulk { get; init; }
    /// <summary>Minutes of our time that are left, in the time its clock counts; negative when late, null without a time limit.</summary>
    public required double? MinutesLeft { get; init; }
}

/// <summary>A task with everything needed to do it.</summary>
sealed record TaskView : TaskSummaryView
{
    public TaskView() { }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public TaskView(TaskSummaryView summary, CaseSummaryView of) : base(summary) => Case = of;

    public required string? Description { get; init; }
    public required string? DescriptionZh { get; init; }
    /// <summary>JSON Schema; null when the task has no form.</summary>
    public required JsonElement? Form { get; init; }
    public required JsonElement FormData { get; init; }
    public required IReadOnlyList<TaskEvent> History { get; init; } = [];
    public required IReadOnlyList<Question> Questions { get; init; } = [];
    public required IReadOnlyList<Attachment> Attachments { get; init; } = [];
    /// <summary>Null when the task has no time limit.</summary>
    public required ClockView? Clock { get; init; }
    /// <summary>What has to be done again, when it was returned for rework.</summary>
    public required IReadOnlyList<ReworkItem> Checklist { get; init; } = [];
    /// <summary>Four-eyes set aside, or asked to be; null when it is not.</summary>
    public required Override? Override { get; init; }
    /// <summary>Who may not act, and why.</summary>
    public required IReadOnlyList<Exclusion> Excluded { get; init; } = [];
    /// <summary>Commands the reader may give now, for example <c>claim</c>.</summary>
    public required IReadOnlyList<TaskAction> Actions { get; init; } = [];
    /// <summary>Whether the reader may claim it.</summary>
    public required bool Claimable { get; init; }
    /// <summary>Why not.</summary>
    public required string? WhyNot { get; init; }
    public required CaseSummaryView Case { get; init; }
}

/// <summary>One way to complete a task.</summary>
/// <param name="NeedsReason">Whether a comment must be given.</param>
/// <param name="ReasonCodes">Of which at least one must be chosen; none when empty.</param>
/// <param name="ReasonKind">Kind of those codes, <c>rework</c> for an outcome that sends the case back; null for none.</param>
/// <param name="RequiredFields">Fields of the form that must be filled with it, beyond those the form requires.</param>
sealed record OutcomeView(
    string Key, string Label, string LabelZh, [property: AllowedValues("primary", "default", "danger")] string Style, bool NeedsReason,
    IReadOnlyList<ReasonCodeView> ReasonCodes, string? ReasonKind, IReadOnlyList<string> RequiredFields);

/// <summary>A page of an inbox, with the size of its tabs.</summary>
sealed record TaskPage(IReadOnlyList<TaskSummaryView> Items, int TotalCount, Storage.Queries.TaskCounts Counts);
