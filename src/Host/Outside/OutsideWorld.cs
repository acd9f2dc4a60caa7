using Lendflow.Sandbox;

namespace Lendflow.Host.Outside;

/// <summary>Where bureau, registry, e-sign provider and core banking are: at a given address, or in a sandbox that runs in this
/// process and keeps its ledger in the data folder.</summary>
sealed class OutsideWorld : IAsyncDisposable
{
    readonly SandboxServer? _sandbox;

    OutsideWorld(Uri address, SandboxServer? sandbox) => (Address, _sandbox) = (address, sandbox);

    public Uri Address { get; }

    public static async Task<OutsideWorld> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Outside is { } address) return new OutsideWorld(address, null);
        Directory.CreateDirectory(settings.DataFolder);
        var options = new SandboxOptions { DataFile = Path.Combine(settings.DataFolder, "sandbox.jsonl"), ESignSecret = settings.ESignSecret };
        var sandbox = await StartAsync(options, cancellationToken);
        return new OutsideWorld(sandbox.BaseAddress, sandbox);
    }

    /// <summary>Whoever listens for the host this program builds (test factories do, in the ambient context) must not meet the sandbox's.</summary>
    static Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => SandboxServer.StartAsync(options, cancellationToken), cancellationToken);
    }

    public ValueTask DisposeAsync() => _sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;
}
