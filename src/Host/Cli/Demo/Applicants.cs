using System.Globalization;
using System.Text.Json;
using Lendflow.Host.Api;
using Lendflow.Samples;

namespace Lendflow.Host.Cli.Demo;

/// <summary>The applicants: when a case waits for documents, they upload right ones for those objected to and hand in.</summary>
sealed class Applicants(DemoUser user, DemoPlan plan)
{
    /// <returns>How many handed in.</returns>
    public async Task<int> WorkAsync(IEnumerable<(string Number, PlannedCase Planned)> waiting, int parallel, CancellationToken cancellation)
    {
        var handedIn = 0;
        await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, async (one, stop) =>
        {
            if (await HandInAsync(one.Number, one.Planned, stop)) Interlocked.Increment(ref handedIn);
        });
        return handedIn;
    }

    /// <returns>False when the case waits for the applicant in another way: for a signature, or for a call by the staff.</returns>
    async Task<bool> HandInAsync(string number, PlannedCase planned, CancellationToken cancellation)
    {
        var page = await user.GetAsync<CaseView>($"/api/applications/{number}", cancellation);
        if (page.WaitingFor != "applicant" || page.OpenTasks.Count > 0 || page.Contract is not null) return false;

        var wrong = page.DocumentCheck?.Findings.Where(f => !f.IsWarning).Select(f => f.Document).ToHashSet() ?? [];
        foreach (var document in plan.RightDocuments(planned).Where(d => wrong.Contains(d.Kind)))
            await user.SendAsync(HttpMethod.Post, $"/api/applications/{number}/documents", () => Upload(document), null, cancellation);
        return (await user.SendAsync(HttpMethod.Post, $"/api/applications/{number}/documents/submit", () => null, null, cancellation)).IsSuccess;
    }

    static MultipartFormDataContent Upload(SampleDocument document)
    {
        var form = new MultipartFormDataContent
        {
            { new ReadOnlyMemoryContent(document.Content), "file", document.FileName },
            { new StringContent(document.Kind), "kind" },
            { new StringContent(document.IssuedOn.ToString("O", CultureInfo.InvariantCulture)), "issuedOn" },
            { new StringContent(JsonSerializer.Serialize(document.Fields)), "fields" },
        };
        if (document.ExpiresOn is { } last) form.Add(new StringContent(last.ToString("O", CultureInfo.InvariantCulture)), "expiresOn");
        return form;
    }
}
