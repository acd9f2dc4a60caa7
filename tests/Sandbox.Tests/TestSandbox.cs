using System.Net.Http.Json;
using System.Text.Json;

namespace Lendflow.Sandbox.Tests;

/// <summary>A running sandbox and a client of it.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly SandboxServer _server;

    private TestSandbox(SandboxServer server)
    {
        _server = server;
        Http = new HttpClient { BaseAddress = server.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Http { get; }

    public static async Task<TestSandbox> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), CancellationToken.None));

    public async Task SwitchOnAsync(object faults)
    {
        using var answer = await Http.PutAsJsonAsync("faults", faults);
        answer.EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> PostAsync(string path, object? body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> BookAsync(string key, decimal amount = 1000m, string currency = "CNY") =>
        PostAsync("core/loans", A.Loan(amount, currency), key);

    public async Task<JsonElement> LedgerAsync(string query = "") =>
        await Http.GetFromJsonAsync<JsonElement>("core/ledger" + query);

    public async Task<int> EntriesAsync() => (await LedgerAsync()).GetProperty("entries").GetArrayLength();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }
}

/// <summary>Data in which only what matters to a test is said.</summary>
internal static class A
{
    public static object Loan(decimal amount = 1000m, string currency = "CNY", string reference = "L-2026-0001") =>
        new { reference, borrower = "Hengxin Trading", account = "6222000000001", amount, currency, termMonths = 12 };

    public static object Inquiry(string code = "91350100M000100Y43", string? consent = "consent-1") =>
        new { socialCreditCode = code, residentId = "11010519491231002X", consentReference = consent };

    public static object Envelope(Uri callbackUrl, string reference = "L-2026-0001", DateTimeOffset? expiresAt = null) => new
    {
        reference,
        documentBase64 = Convert.ToBase64String("%PDF-1.7 contract"u8),
        signer = new { name = "Wang Fang", phone = "13800000000" },
        callbackUrl,
        expiresAt = expiresAt ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A path beside the tests where nothing is yet.</summary>
    public static string NewFile()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "data"));
        return Path.Combine(folder.FullName, $"{Guid.CreateVersion7():n}.jsonl");
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<int> StatusAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return (int)response.StatusCode;
    }

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();
}
