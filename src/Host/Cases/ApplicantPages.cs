using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Activities.Approval;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;
using Lendflow.Storage;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cases;

/// <summary>Tells a case in its applicant's terms: where it stands, whose time it is, what is asked of them. Staff see the same page.</summary>
sealed class ApplicantPages(CaseQueries cases, OwnApplicationStore owners, IWorkflowStore store, GraphCache graphs, CaseDocuments documents, Clocks clocks, TaskShapes tasks, Policy policy, TimeProvider clock)
{
    static readonly string[] Steps = ["received", "check", "decision", "contract", "payout"];

    /// <summary>Kinds of documents that are the applicant's to see beside those of the checklists.</summary>
    static readonly string[] ContractKinds = ["contract", "signed-contract"];

    /// <returns>Null when there is no such case.</returns>
    public async Task<ApplicantView?> FindAsync(string number, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } of) return null;
        var instance = await store.LoadAsync(of.InstanceId, cancellationToken) ?? throw new InvalidOperationException($"Expected an instance for case {number}, but there is none.");
        var applicant = await owners.FindOwnerAsync(number, cancellationToken);
        var (tables, isOver) = (policy.At(clock.GetUtcNow()), of.FinishedAt is not null);
        var status = of.Status == "blocked" ? "declined" : of.Status;
        var contract = Read<SignedContract>(instance, "contract");
        var visible = (await documents.ListAsync(number, cancellationToken)).Where(d => IsVisible(d, of, tables)).ToList();
        return new ApplicantView(
            number, applicant, status, of.Product ?? "", of.Branch ?? "", of.Borrower ?? "", Values.To<LoanApplication>(instance.Input.GetValueOrDefault("application"))?.Borrower.Segment, of.Amount ?? 0, of.Currency ?? "", of.SubmittedAt, of.FinishedAt,
            StepsOf(of.Stage, status), isOver ? null : Whose(of.WaitingFor), await ClockOfAsync(of, cancellationToken),
            isOver ? [] : AskedFor(instance, tables),
            [.. instance.Tasks.Values.SelectMany(t => t.Questions.Where(q => q.IsOpen && applicant is not null && q.To == applicant).Select(q => new ApplicantQuestion(t.Id, q.Id, q.Text, q.At)))],
            applicant is null ? [] : [.. instance.Tasks.Values.Where(t => TaskShapes.IsOpen(t) && t.CandidateUsers.Contains(applicant, StringComparer.OrdinalIgnoreCase)).Select(TaskOf)],
            !isOver && contract is { Status: "sent" }, !isOver && !instance.Facts.ContainsKey("disbursement"),
            Read<ApprovalRecord>(instance, "approval")?.Amount,
            status == "declined" ? ReasonsOf(instance, tables) : [],
            [.. visible.Select(d => new ApplicantDocument(d.Id, d.Kind, d.FileName, d.UploadedAt))],
            await EventsOfAsync(instance, status, cancellationToken));
    }

    /// <summary>Whether the applicant may read a document: what they handed in, and contracts. Photos and signatures of staff are none of it.</summary>
    public async Task<bool> MayReadAsync(string number, string id, CancellationToken cancellationToken) =>
        await cases.FindAsync(number, cancellationToken) is { } of && (await documents.ListAsync(number, cancellationToken)).Any(d => d.Id == id && IsVisible(d, of, policy.At(clock.GetUtcNow())));

    /// <summary>The envelope that waits for the applicant's signature; null when none does.</summary>
    public async Task<string?> EnvelopeAsync(string number, CancellationToken cancellationToken) =>
        await cases.FindAsync(number, cancellationToken) is { } of && await store.LoadAsync(of.InstanceId, cancellationToken) is { } instance && Read<SignedContract>(instance, "contract") is { Status: "sent" } contract
            ? contract.EnvelopeId : null;

    static bool IsVisible(CaseDocument document, CaseSummary of, TablesInForce tables) =>
        ContractKinds.Contains(document.Kind) || tables.Checklists.Any(c => c.Product == of.Product && c.Documents.Any(d => d.Kind == document.Kind));

    static IReadOnlyList<ApplicantStep> StepsOf(string? stage, string status)
    {
        var at = stage switch { "approval" => 2, "contract" => 3, "disbursement" => 4, _ => 1 };
        var (isDone, isEnded) = (status == "disbursed", status is "declined" or "withdrawn");
        return [.. Steps.Select((key, i) => new ApplicantStep(key, isDone || i < at ? "done" : i > at ? "ahead" : isEnded ? "ended" : "current"))];
    }

    async Task<ApplicantClock?> ClockOfAsync(CaseSummary of, CancellationToken cancellationToken) =>
        (await clocks.OfAsync(of, cancellationToken)).FirstOrDefault(c => c.Key == "case") is { OurMinutes: { } ours, ApplicantMinutes: { } yours, ThirdPartyMinutes: { } others } found
            ? new ApplicantClock(ours, yours, others, of.Track is null ? null : found.TargetMinutes, found.Counts, of.Track is null ? null : found.DueAt)
            : null;

    /// <summary>What the check found wrong, in the customer's words; and reasons of a return that name no document.</summary>
    static IReadOnlyList<AskedDocument> AskedFor(Instance instance, TablesInForce tables)
    {
        if (instance.Facts.GetValueOrDefault("askedFor") is not { } asked) return [];
        var codes = asked.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var findings = (Read<DocumentCheckResult>(instance, "documentCheck")?.Findings ?? []).Where(f => !f.IsWarning && codes.Contains(f.Code)).ToList();
        var items = findings.Select(f => new AskedDocument(f.Kind, f.Customer, f.CustomerZh));
        var others = codes.Where(code => findings.All(f => f.Code != code)).Select(tables.FindReason).OfType<ReasonCode>().Select(r => new AskedDocument(null, r.Customer, r.CustomerZh));
        return [.. items, .. others];
    }

    ApplicantTask TaskOf(UserTask task) => new(task.Id, task.Revision, task.Title, task.TitleZh ?? task.Title, task.Description, task.DescriptionZh ?? task.Description,
        task.Form.ValueKind == JsonValueKind.Object ? task.Form : null, task.FormData.ValueKind == JsonValueKind.Object ? task.FormData : Values.EmptyObject, tasks.OutcomesOf(task), task.DueAt);

    static IReadOnlyList<CustomerReason> ReasonsOf(Instance instance, TablesInForce tables)
    {
        var codes = Read<ApprovalRecord>(instance, "approval")?.ReasonCodes is { Count: > 0 } given ? given : Read<List<string>>(instance, "hardStopCodes") ?? [];
        return [.. codes.Select(tables.FindReason).OfType<ReasonCode>().Select(r => new CustomerReason(r.Customer, r.CustomerZh)).Distinct()];
    }

    async Task<IReadOnlyList<ApplicantEvent>> EventsOfAsync(Instance instance, string status, CancellationToken cancellationToken)
    {
        var graph = await graphs.FindVersionAsync(instance.VersionId, cancellationToken) ?? throw new InvalidOperationException($"Expected version {instance.VersionId} of case {instance.CorrelationId}, but there is none.");
        var told = Timeline.Of(await store.ReadLogAsync(instance.Id, cancellationToken), new StepNames(graph));
        return [.. told.Where(e => e.Kind is "submitted" or "documents" or "contract" or "disbursed" or "withdrawn").Select(e => new ApplicantEvent(e.At, e.Kind, e.Title, e.TitleZh)),
            .. told.Where(e => e.Kind is "declined" or "blocked" or "approved").Take(1).Select(e => e.Kind == "approved" ? new ApplicantEvent(e.At, "approved", e.Title, e.TitleZh) : new ApplicantEvent(e.At, "declined", "Declined", "未获批准"))];
    }

    static WhoseTime? Whose(string? waitingFor) => waitingFor switch { "us" => WhoseTime.Us, "applicant" => WhoseTime.Applicant, "thirdParty" => WhoseTime.ThirdParty, _ => null };

    static T? Read<T>(Instance instance, string name) where T : class =>
        instance.Activities.GetValueOrDefault(1)?.Variables.FirstOrDefault(v => v.Name == name) is { } variable ? Values.To<T>(variable.Value) : null;
}
