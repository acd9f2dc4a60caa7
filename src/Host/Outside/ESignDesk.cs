namespace Lendflow.Host.Outside;

/// <summary>Where an applicant says yes or no to a contract in the name of the e-sign provider's own page. The sandbox's provider
/// takes the decision here; it then reports to the server as any provider does.</summary>
sealed class ESignDesk(OutsideWorld outside) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient _http = new() { BaseAddress = outside.Address, Timeout = Patience };

    /// <returns>Why the provider did not take it; null when it did.</returns>
    public async Task<string?> DecideAsync(string envelopeId, bool agrees, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync($"esign/envelopes/{Uri.EscapeDataString(envelopeId)}/decision", new { status = agrees ? "signed" : "declined" }, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"Expected the e-sign provider to take the decision, but it answered {(int)answer.StatusCode}.";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return "Expected the e-sign provider to take the decision, but it cannot be reached. Try again in a moment.";
        }
    }

    public void Dispose() => _http.Dispose();
}
