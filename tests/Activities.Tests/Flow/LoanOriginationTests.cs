using System.Text.Json;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Samples;

namespace Lendflow.Activities.Tests.Flow;

/// <summary>The shipped flow, application to money.</summary>
public sealed class LoanOriginationTests
{
    static readonly JsonElement Findings = Values.From(new { recommendation = "support", narrative = "Shop is busy, books match." });

    [Fact]
    public async Task A_small_loan_of_a_good_borrower_is_paid_out_without_a_person()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 30_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);

        instance.Facts["track"].Should().Be("instant");
        instance.Facts["status"].Should().Be("disbursed");
        instance.Status.Should().Be(WorkflowStatus.Finished);
        instance.Tasks.Should().BeEmpty();
        await LedgerShouldHold(rig, application.Amount);
    }

    [Fact]
    public async Task A_medium_loan_is_decided_by_the_one_person_with_authority()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 600_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);
        var task = LoanRig.Open(instance).Should().ContainSingle().Subject;
        var refused = await rig.ActAsync(task, TaskAction.Claim, "rita", "reviewers");
        instance = await rig.CompleteAsync(instance, "max", "managers", "Approve");

        instance.Facts["track"].Should().Be("fast");
        refused.Refusal!.Kind.Should().Be(RefusalKind.Forbidden);
        instance.Facts["status"].Should().Be("disbursed");
        await LedgerShouldHold(rig, 600_000m);
    }

    [Fact]
    public async Task A_large_loan_is_investigated_and_decided_in_order_by_different_people()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 2_000_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);
        instance = await rig.CompleteAsync(instance, "ann", "analysts", "Done", form: Findings);
        instance = await rig.CompleteAsync(instance, "max", "managers", "Approve");
        var seat = LoanRig.Open(instance).Single();
        var again = await rig.ActAsync(seat, TaskAction.Claim, "max", "directors");
        instance = await rig.CompleteAsync(instance, "dora", "directors", "Approve");

        instance.Facts["track"].Should().Be("standard");
        again.Refusal!.Problems[0].Message.Should().Contain("has not acted on this case");
        instance.Facts["status"].Should().Be("disbursed");
    }

    [Fact]
    public async Task In_the_credit_committee_one_veto_declines_and_calls_off_the_seats_still_open()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 3_500_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);
        instance = await rig.CompleteAsync(instance, "ann", "analysts", "Done", form: Findings);
        instance = await rig.CompleteAsync(instance, "rita", "reviewers", "Approve");
        instance = await rig.CompleteAsync(instance, "max", "managers", "Decline", "Too large for the business", ["unacceptable-purpose"]);

        instance.Facts["status"].Should().Be("declined");
        instance.Tasks.Values.Should().ContainSingle(t => t.CandidateGroups.Contains("directors")).Which.Status.Should().Be(UserTaskStatus.Cancelled);
        await LedgerShouldHold(rig, null);
    }

    [Fact]
    public async Task A_committee_without_veto_that_cannot_agree_escalates_to_somebody_who_has_not_decided()
    {
        using var tables = new TableCopy().Replace("authority-matrix.json", "\"quorum\": 3, \"veto\": [\"reviewers\", \"managers\", \"directors\"]", "\"quorum\": 3");
        await using var rig = await LoanRig.OpenAsync(tables.Folder);
        var (application, documents) = await CaseAsync(rig, amount: 3_500_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);
        instance = await rig.CompleteAsync(instance, "ann", "analysts", "Done", form: Findings);
        instance = await rig.CompleteAsync(instance, "rita", "reviewers", "Approve");
        instance = await rig.CompleteAsync(instance, "max", "managers", "Decline", "Too large for the business", ["unacceptable-purpose"]);
        var seat = LoanRig.Open(instance).Single();
        var again = await rig.ActAsync(seat, TaskAction.Claim, "rita", "directors");
        instance = await rig.CompleteAsync(instance, "dora", "directors", "Approve");

        seat.Step.Should().Be("escalatedApproval");
        again.Refusal!.Kind.Should().Be(RefusalKind.Forbidden);
        instance.Facts["status"].Should().Be("disbursed");
    }

    [Fact]
    public async Task A_missing_document_sends_the_case_to_the_applicant_and_back_through_the_whole_check()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 30_000m, grade: "A");

        var waiting = await rig.SubmitAsync(application, [.. documents.Skip(1)]);
        await rig.Events.ResumeAsync(new("DocumentsSubmitted", "LA-1", null, Values.From(new { documents })), "chen", CancellationToken.None);
        var instance = await rig.RestAsync();

        waiting.Facts["waitingFor"].Should().Be("applicant");
        waiting.Facts["askedFor"].Should().Be("document-missing");
        instance.Facts["status"].Should().Be("disbursed");
        instance.Facts.Should().NotContainKey("waitingFor");
    }

    [Fact]
    public async Task An_approver_returns_the_case_and_decides_again_after_the_rework()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 600_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);
        instance = await rig.CompleteAsync(instance, "max", "managers", "Return", "Lease is unclear", ["application-data-unclear"]);
        var askedFor = instance.Facts["askedFor"];
        await rig.Events.ResumeAsync(new("DocumentsSubmitted", "LA-1", null, Values.From(new { documents })), "chen", CancellationToken.None);
        instance = await rig.RestAsync();
        instance = await rig.CompleteAsync(instance, "max", "managers", "Approve");

        askedFor.Should().Be("application-data-unclear");
        instance.Facts["status"].Should().Be("disbursed");
    }

    [Fact]
    public async Task A_decline_by_a_person_ends_the_case_with_its_reasons_and_no_money()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 600_000m, grade: "A");

        var instance = await rig.SubmitAsync(application, documents);
        instance = await rig.CompleteAsync(instance, "max", "managers", "Decline", "Stock is unsaleable", ["unacceptable-purpose"]);

        instance.Facts["status"].Should().Be("declined");
        instance.Facts["reasons"].Should().Be("unacceptable-purpose");
        await LedgerShouldHold(rig, null);
    }

    [Fact]
    public async Task Without_consent_nobody_asks_the_bureau_until_an_officer_has_obtained_it()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 30_000m, grade: "A");

        var instance = await rig.SubmitAsync(application with { Consent = new Consent(false, null) }, documents);
        var reportBefore = instance.Activities[1].Variables.First(v => v.Name == "creditReport").Value.ValueKind;
        instance = await rig.CompleteAsync(instance, "olga", "officers", "ConsentGiven");

        reportBefore.Should().BeOneOf(JsonValueKind.Undefined, JsonValueKind.Null);
        instance.Facts["status"].Should().Be("disbursed");
    }

    [Fact]
    public async Task A_contract_that_expired_is_sent_again_and_then_paid_out()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 30_000m, grade: "A");

        await rig.SignersWillAsync("expired");
        var instance = await rig.SubmitAsync(application, documents);
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.SignersWillAsync("signed");
        instance = await rig.CompleteAsync(instance, "olga", "officers", "SendAgain");

        instance.Facts["status"].Should().Be("disbursed");
        await LedgerShouldHold(rig, application.Amount);
    }

    [Fact]
    public async Task A_task_nobody_touches_is_warned_reminded_and_escalated_in_working_time()
    {
        await using var rig = await LoanRig.OpenAsync();
        var (application, documents) = await CaseAsync(rig, amount: 600_000m, grade: "A");
        var instance = await rig.SubmitAsync(application, documents);
        var due = LoanRig.Open(instance).Single().DueAt!.Value;

        rig.Clock.Advance(due - rig.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await rig.Timers.LookAsync(CancellationToken.None);
        instance = await rig.RestAsync();

        var task = LoanRig.Open(instance).Single();
        task.History.Select(e => e.Action).Should().Contain(["Warn", "Remind", "Escalate"]);
        task.Priority.Should().Be(70);
        task.Escalations.Should().Be(1);
    }

    /// <summary>The first generated borrower that the bureau, the register and the scorecard give this grade without a stop, asking for this amount.</summary>
    static async Task<(LoanApplication, IReadOnlyList<CaseDocument>)> CaseAsync(LoanRig rig, decimal amount, string grade)
    {
        var now = rig.Clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var generator = new ApplicationGenerator(ApplicationParameters.Shipped, seed: 1);
        for (var number = 1; ; number++)
        {
            var drawn = generator.Application(number, today);
            var application = drawn with
            {
                Product = "working-capital", Amount = amount, TermMonths = 12, Branch = "shanghai",
                Consent = new Consent(true, now.AddDays(-1)), Borrower = drawn.Borrower with { Industry = "4244", EstablishedOn = new DateOnly(2015, 1, 1), Segment = "micro" },
            };
            var report = await rig.ReportAsync(application);
            if (report.Score is not > 640 || report.IsBlacklisted || report.Defaults > 0 || report.Delinquencies12m > 0 || report.Inquiries6m > 10) continue;
            var score = rig.Policy.ScorecardOn(today).Score(application, new Lendflow.Activities.Scoring.BureauFacts(report.Score, report.Delinquencies12m), today, "CNY");
            if (score.Grade != grade) continue;
            var checklist = rig.Policy.At(now).FindChecklist(application.Product, application.Borrower.Segment)!;
            var documents = new DocumentGenerator(DocumentFaults.None, 1).Documents(application, checklist, today);
            return (application, [.. documents.Select((d, i) => d.AsUploaded($"d{i}", now))]);
        }
    }

    static async Task LedgerShouldHold(LoanRig rig, decimal? amount)
    {
        var ledger = await rig.Core.ReadLedgerAsync("LA-1", CancellationToken.None);
        var entries = ledger.Should().BeOfType<Lendflow.Activities.Outside.Answered<IReadOnlyList<Lendflow.Activities.Disbursement.LedgerEntry>>>().Subject.Value;
        if (amount is null) entries.Should().BeEmpty();
        else entries.Should().ContainSingle().Which.Amount.Should().Be(amount);
    }
}
