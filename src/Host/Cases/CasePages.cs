using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Activities.Approval;
using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Activities.Scoring;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;
using Lendflow.HumanTasks.Review;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Cases;

/// <summary>Puts the page of one case together: its summary, what its steps found out, and what people said.</summary>
sealed class CasePages(CaseQueries cases, IWorkflowStore store, GraphCache graphs, TaskShapes tasks, Policy policy, TimeProvider clock)
{
    /// <param name="reader">User name of who reads it: votes of an open review may be hidden from them.</param>
    /// <returns>Null when there is no such case.</returns>
    public async Task<CaseView?> FindAsync(string number, string reader, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } summary) return null;
        var instance = await store.LoadAsync(summary.InstanceId, cancellationToken) ?? throw new InvalidOperationException($"Expected an instance for case {number}, but there is none.");
        var graph = await graphs.FindVersionAsync(instance.VersionId, cancellationToken) ?? throw new InvalidOperationException($"Expected version {instance.VersionId} of case {number}, but there is none.");
        var incidents = await cases.ListIncidentsAsync(instance.Id, cancellationToken);
        var found = new Findings(instance, await store.ReadLogAsync(instance.Id, cancellationToken));
        var tables = policy.At(clock.GetUtcNow());
        return new CaseView(CaseSummaryView.Of(summary))
        {
            Application = found.Application,
            DocumentCheck = DocumentCheckOf(found),
            CreditReport = found.Variable<CreditReport>("creditReport"),
            Score = ScoreOf(found),
            Approval = ApprovalOf(found, tables),
            Contract = ContractOf(found, summary),
            Disbursement = DisbursementOf(found),
            Opinions = [.. instance.Tasks.Values.Where(t => t.Status == UserTaskStatus.Completed && !ReviewVisibility.IsHidden(t, instance.Tasks.Values, reader)).OrderBy(t => t.CompletedAt).Select(t => OpinionOf(t, tables))],
            OpenTasks = [.. instance.Tasks.Values.Where(TaskShapes.IsOpen).OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue).Select(t => tasks.Summary(t, summary))],
            Incidents = [.. incidents.Select(i => IncidentOf(i, incidents, new StepNames(graph)))],
        };
    }

    static DocumentCheckView? DocumentCheckOf(Findings found) => found.Variable<DocumentCheckResult>("documentCheck") is { } check
        ? new(Camel(check.Outcome), [.. check.Findings.Select(f => new FindingView(f.Kind, f.Code, f.IsWarning, f.Customer, f.CustomerZh))], found.SetAt("documentCheck"))
        : null;

    static ScoreView? ScoreOf(Findings found) => found.Variable<ScoreResult>("score") is { } score
        ? new(score.Points, score.Grade, score.Scorecard, $"{score.Version}", found.SetAt("score"), score.ProbabilityOfDefault, score.Recommendation,
            [.. score.Characteristics.Select(c => new CharacteristicView(c.Feature, c.Feature, c.Feature, c.Value.Length > 0 ? c.Value : c.Bin, c.Points, c.Points + c.PointsLostVersusBest))],
            [.. score.TopReasons.Select(r => new ScoreReasonView(r.Code, r.Text, r.TextZh, r.PointsLost))])
        : null;

    static ApprovalView? ApprovalOf(Findings found, TablesInForce tables)
    {
        if (found.Variable<ApprovalRecord>("approval") is not { } approval) return null;
        var product = tables.FindProduct(found.Application?.Product ?? "");
        var row = tables.Authority.Rows.FirstOrDefault(r => r.Key == approval.Row);
        return new ApprovalView(
            Camel(approval.Outcome), approval.Level, row?.Name ?? approval.Row, row?.NameZh ?? approval.Row, approval.Amount, found.Application?.TermMonths, product?.AnnualRatePercent / 100,
            string.Join(", ", approval.Opinions.Select(o => o.Person)), approval.At, [.. approval.ReasonCodes.Select(c => ReasonOf(c, tables))]);
    }

    static ContractView? ContractOf(Findings found, CaseSummary summary) => found.Variable<SignedContract>("contract") is { } contract
        ? new(summary.Number ?? "", contract.Status, contract.StoredSha256 ?? contract.DocumentSha256, contract.SignedAt)
        : null;

    static DisbursementView? DisbursementOf(Findings found)
    {
        if (found.Json("disbursement") is not { ValueKind: JsonValueKind.Object } json) return null;
        if (Values.To<Booking>(json) is { BookingId: not null } booking)
            return new DisbursementView(booking.BookingId, booking.Amount, booking.Currency, found.Application?.Borrower.SocialCreditCode, booking.BookedAt, []);
        var unmet = json.TryGetProperty("unmet", out var conditions) ? conditions.EnumerateArray().Select(c => c.ValueKind == JsonValueKind.String ? c.GetString()! : c.GetRawText()) : [];
        return new DisbursementView(null, null, null, null, null, [.. unmet]);
    }

    static OpinionView OpinionOf(UserTask task, TablesInForce tables)
    {
        var outcome = task.Outcomes.FirstOrDefault(o => o.Key == task.Outcome);
        return new OpinionView(task.CompletedAt!.Value, task.CompletedBy!, string.Join(", ", task.CandidateGroups), task.Title, task.TitleZh ?? task.Title,
            outcome?.Label ?? task.Outcome ?? "", outcome?.LabelZh ?? outcome?.Label ?? task.Outcome ?? "", task.Comment ?? "", [.. task.ReasonCodes.Select(c => ReasonOf(c, tables))]);
    }

    static IncidentView IncidentOf(IncidentSummary incident, IReadOnlyList<IncidentSummary> all, StepNames names) => new(
        incident.Id, incident.At, incident.ActivityId, names.Title(incident.Node), names.TitleZh(incident.Node), incident.Message, incident.Cause,
        all.Count(i => i.Node == incident.Node && i.At <= incident.At), incident.ResolvedAt is null, names.Find(incident.Node)?.Element.Descriptor.Outcomes ?? [],
        incident.ResolvedAt is null ? null : $"{incident.Resolution}{(incident.ResolvedBy is null ? "" : $" by {incident.ResolvedBy}")}{(incident.Reason is null ? "" : $": {incident.Reason}")}");

    static ReasonCodeView ReasonOf(string code, TablesInForce tables) =>
        tables.FindReason(code) is { } reason ? new(code, reason.Internal, reason.InternalZh) : new(code, code, code);

    static string Camel<T>(T value) where T : notnull => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);

    /// <summary>What the steps of a case found out: the variables of the flow, and when each was set.</summary>
    sealed class Findings
    {
        readonly Dictionary<string, Variable> _variables;
        readonly Dictionary<string, DateTimeOffset> _setAt = [];

        public Findings(Instance instance, IReadOnlyList<LogEntry> log)
        {
            _variables = instance.Activities.GetValueOrDefault(1)?.Variables.ToDictionary(v => v.Name) ?? [];
            foreach (var entry in log)
                foreach (var set in entry.Changes.OfType<Change.VariableSet>()) _setAt[set.Id] = entry.At;
            Application = Values.To<LoanApplication>(instance.Input.GetValueOrDefault("application"));
        }

        public LoanApplication? Application { get; }

        public JsonElement Json(string name) => _variables.GetValueOrDefault(name)?.Value ?? default;

        public T? Variable<T>(string name) where T : class => Values.To<T>(Json(name));

        public DateTimeOffset? SetAt(string name) => _variables.TryGetValue(name, out var variable) && _setAt.TryGetValue(variable.Id, out var at) ? at : null;
    }
}
