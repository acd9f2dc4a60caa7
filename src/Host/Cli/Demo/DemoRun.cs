using System.Collections.Concurrent;
using Lendflow.Host.Api;

namespace Lendflow.Host.Cli.Demo;

/// <summary>Submits applications and plays everybody around them until every case has ended.</summary>
sealed class DemoRun(DemoUser officer, Staff staff, Applicants applicants, DemoPlan plan, TimeProvider clock)
{
    static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(3);
    static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(200);

    /// <summary>Two runs on one server are different applications.</summary>
    readonly string _run = Guid.CreateVersion7().ToString("N");

    readonly ConcurrentDictionary<string, PlannedCase> _submitted = new();
    readonly ConcurrentQueue<string> _refused = new();
    int _tasks, _handIns;

    /// <summary>Numbers the server acknowledged.</summary>
    public IReadOnlySet<string> Submitted => _submitted.Keys.ToHashSet();

    /// <summary>Why applications were not taken in.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <exception cref="DemoException">Nothing moves any more, or the server is gone.</exception>
    public async Task RunAsync(IReadOnlyList<PlannedCase> planned, int parallel, Action<DemoProgress> show, CancellationToken cancellation)
    {
        var submitting = SubmitAsync(planned, parallel, cancellation);
        var patience = new Patience(clock, LongestStandstill, BetweenRounds);
        var last = new DemoProgress(planned.Count, 0, 0, 0, 0, 0);
        while (true)
        {
            var isSubmitted = submitting.IsCompleted;
            if (isSubmitted) await submitting;
            var open = await OpenAsync(_submitted.Keys.ToHashSet(), cancellation);
            var now = new DemoProgress(planned.Count, _submitted.Count, _submitted.Count - open.Count, _refused.Count, _tasks, _handIns);
            if (now != last) patience.Renew();
            show(last = now);
            if (isSubmitted && open.Count == 0) return;

            _tasks += await staff.WorkAsync(number => _submitted.TryGetValue(number, out var of) ? of.Index : null, cancellation);
            _handIns += await applicants.WorkAsync(open.Where(c => c.WaitingFor == "applicant").Select(c => (c.Number, _submitted[c.Number])), parallel, cancellation);
            await patience.PauseAsync(() => Standstill(open), cancellation);
        }
    }

    Task SubmitAsync(IReadOnlyList<PlannedCase> planned, int parallel, CancellationToken cancellation) =>
        Parallel.ForEachAsync(planned, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, async (one, stop) =>
        {
            var answer = await officer.PostAsync("/api/applications", plan.Submission(one), ("Idempotency-Key", $"demo-{_run}-{one.Index}"), stop);
            if (answer.IsSuccess) _submitted[answer.Read<Receipt>().Number] = one;
            else _refused.Enqueue($"application {one.Index + 1}: {answer.Text}");
        });

    /// <summary>Those of the given cases that have not ended. A list is read page by page while cases leave it, so one may be
    /// missed; hence an empty list is not believed until each case says so itself.</summary>
    async Task<IReadOnlyList<CaseSummaryView>> OpenAsync(HashSet<string> numbers, CancellationToken cancellation)
    {
        List<CaseSummaryView> open =
        [
            .. await officer.ListCasesAsync("running", cancellation),
            .. await officer.ListCasesAsync("approved", cancellation),
        ];
        if (open.All(c => !numbers.Contains(c.Number)))
            open = [.. (await officer.ListCasesAsync(null, cancellation)).Where(c => c.Status is "running" or "approved")];
        return [.. open.Where(c => numbers.Contains(c.Number)).DistinctBy(c => c.Number)];
    }

    static string Standstill(IReadOnlyList<CaseSummaryView> open) =>
        $"Expected every case to end, but {open.Count} are open: {string.Join("; ", open.Take(10).Select(c => $"{c.Number} in {c.Stage}, waiting for {c.WaitingFor ?? "nobody"}{(c.HasIncident ? ", with an incident" : "")}"))}.";
}

/// <summary>How far a run is.</summary>
/// <param name="Tasks">Tasks completed by the staff.</param>
/// <param name="HandIns">Times that applicants handed in documents afterwards.</param>
readonly record struct DemoProgress(int Planned, int Submitted, int Ended, int Refused, int Tasks, int HandIns);

static class CaseLists
{
    /// <summary>All cases of a status, or of any.</summary>
    public static async Task<IReadOnlyList<CaseSummaryView>> ListCasesAsync(this DemoUser user, string? status, CancellationToken cancellation)
    {
        const int PageSize = 200;
        var cases = new List<CaseSummaryView>();
        for (var index = 0; ; index++)
        {
            var page = await user.GetAsync<CasePage>($"/api/applications?status={status}&page={index}&pageSize={PageSize}", cancellation);
            cases.AddRange(page.Items);
            if (page.Items.Count < PageSize) return [.. cases.DistinctBy(c => c.Number)];
        }
    }
}
