using System.Net.Http.Json;
using Lendflow.Sandbox;

namespace Lendflow.Activities.Tests.Outside;

/// <summary>A sandbox and the switch of its faults.</summary>
internal sealed class OutsideSandbox : IAsyncDisposable
{
    private readonly SandboxServer _server;
    private readonly HttpClient _http;

    private OutsideSandbox(SandboxServer server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server.BaseAddress };
    }

    public Uri Address => _server.BaseAddress;

    public static async Task<OutsideSandbox> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), CancellationToken.None));

    public async Task SwitchOnAsync(object faults)
    {
        using var answer = await _http.PutAsJsonAsync("faults", faults);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }
}
