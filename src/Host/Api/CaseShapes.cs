using System.ComponentModel.DataAnnotations;
using Lendflow.Activities;
using Lendflow.Activities.CreditPull;
using Lendflow.Insight;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Api;

/// <summary>A case as lists show it.</summary>
record CaseSummaryView
{
    public required string Number { get; init; }
    /// <summary><c>declined</c> is said by a person, <c>blocked</c> by a rule.</summary>
    [AllowedValues("running", "approved", "disbursed", "declined", "blocked", "withdrawn")]
    public required string Status { get; init; }
    public required string Stage { get; init; }
    /// <summary>Null while none is chosen.</summary>
    [AllowedValues("instant", "fast", "standard")]
    public required string? Track { get; init; }
    public required string Product { get; init; }
    public required string Branch { get; init; }
    public required string Borrower { get; init; }
    public required decimal Amount { get; init; }
    public required string Currency { get; init; }
    public required string? Grade { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required DateTimeOffset? FinishedAt { get; init; }
    /// <summary>Whose time it is.</summary>
    [AllowedValues("us", "applicant", "thirdParty")]
    public required string? WaitingFor { get; init; }
    public required bool HasIncident { get; init; }

    public static CaseSummaryView Of(CaseSummary c) => new()
    {
        Number = c.Number ?? c.InstanceId, Status = c.Status, Stage = c.Stage ?? "", Track = c.Track, Product = c.Product ?? "", Branch = c.Branch ?? "",
        Borrower = c.Borrower ?? "", Amount = c.Amount ?? 0, Currency = c.Currency ?? "", Grade = c.Grade, SubmittedAt = c.SubmittedAt,
        UpdatedAt = c.UpdatedAt, FinishedAt = c.FinishedAt, WaitingFor = c.WaitingFor, HasIncident = c.HasIncident,
    };
}

/// <summary>A page of cases.</summary>
sealed record CasePage(IReadOnlyList<CaseSummaryView> Items, int TotalCount);

/// <summary>Everything about a case.</summary>
sealed record CaseView : CaseSummaryView
{
    public CaseView() { }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public CaseView(CaseSummaryView summary) : base(summary) { }

    public required LoanApplication? Application { get; init; }
    public required DocumentCheckView? DocumentCheck { get; init; }
    public required CreditReport? CreditReport { get; init; }
    public required ScoreView? Score { get; init; }
    public required ApprovalView? Approval { get; init; }
    public required ContractView? Contract { get; init; }
    public required DisbursementView? Disbursement { get; init; }
    public required IReadOnlyList<OpinionView> Opinions { get; init; } = [];
    public required IReadOnlyList<TaskSummaryView> OpenTasks { get; init; } = [];
    public required IReadOnlyList<IncidentView> Incidents { get; init; } = [];
}

sealed record DocumentCheckView(string Outcome, IReadOnlyList<FindingView> Findings, DateTimeOffset? CheckedAt);

/// <param name="Document">Kind of document.</param>
sealed record FindingView(string Document, string Code, bool IsWarning, string Message, string MessageZh);

sealed record ScoreView(
    int Points, string Grade, string Scorecard, string Version, DateTimeOffset? ScoredAt, double ProbabilityOfDefault, string Recommendation,
    IReadOnlyList<CharacteristicView> Characteristics, IReadOnlyList<ScoreReasonView> TopReasons);

/// <param name="Value">The value that was scored.</param>
/// <param name="MaxPoints">Points of the best bin.</param>
sealed record CharacteristicView(string Key, string Name, string NameZh, string Value, int Points, int MaxPoints);

sealed record ScoreReasonView(string Code, string Label, string LabelZh, int PointsLost);

/// <param name="Level">Level of the authority matrix; 0 when no person decides.</param>
/// <param name="Authority">Name of the row of the authority matrix that decided who decides.</param>
/// <param name="AnnualRate">Contract rate a year; 0.0435 is 4.35 %.</param>
/// <param name="DecidedBy">Who gave the opinions, in order.</param>
sealed record ApprovalView(
    string Decision, int Level, string Authority, string AuthorityZh, decimal? ApprovedAmount, int? TermMonths, decimal? AnnualRate,
    string DecidedBy, DateTimeOffset DecidedAt, IReadOnlyList<ReasonCodeView> Reasons);

sealed record ContractView(string Number, string Status, string? Sha256, DateTimeOffset? SignedAt);

/// <param name="Unmet">Conditions in the way of the booking; empty when it is booked.</param>
sealed record DisbursementView(string? BookingId, decimal? Amount, string? Currency, string? Account, DateTimeOffset? BookedAt, IReadOnlyList<string> Unmet);

/// <summary>What a person said by completing a task.</summary>
sealed record OpinionView(
    DateTimeOffset At, string Actor, string Role, string Step, string StepZh, string Outcome, string OutcomeZh, string Comment, IReadOnlyList<ReasonCodeView> ReasonCodes);

sealed record ReasonCodeView(string Code, string Label, string LabelZh);

/// <summary>A failure that keeps a case from going on, or did.</summary>
/// <param name="Attempts">How often the step failed, this time included.</param>
/// <param name="Outcomes">Outcomes the step can be skipped with.</param>
/// <param name="Resolution">How and by whom it was resolved; null while it is open.</param>
sealed record IncidentView(
    string Id, DateTimeOffset At, string Step, string Title, string TitleZh, string Message, string? Cause, int Attempts, bool IsOpen, IReadOnlyList<string> Outcomes, string? Resolution);

/// <summary>Seconds a case was in a stage, by whose time they were. Stages come in the order they were first reached.</summary>
sealed record StageTimeView(string Stage, double Machine, double Us, double Applicant, double ThirdParty)
{
    public static StageTimeView Of(StageTime time) => new(
        time.Stage, time.Machine.TotalSeconds, time.Us.TotalSeconds, time.Applicant.TotalSeconds, time.ThirdParty.TotalSeconds);
}
