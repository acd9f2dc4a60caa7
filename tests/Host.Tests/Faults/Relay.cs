using System.Net;
using System.Net.Sockets;

namespace Lendflow.Host.Tests.Faults;

/// <summary>Passes TCP connections on to the next of its targets that accepts: a load balancer in front of hosts, or a line that
/// can be cut between a host and its database.</summary>
sealed class Relay : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly IReadOnlyList<IPEndPoint> _targets;
    readonly CancellationTokenSource _stop = new();
    readonly HashSet<TcpClient> _open = [];
    readonly Task _accepting;
    volatile bool _isCut;
    int _next;

    public Relay(params IReadOnlyList<Uri> targets)
    {
        _targets = [.. targets.Select(t => new IPEndPoint(IPAddress.Loopback, t.Port))];
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Nothing passes any more, and what was open is torn off in the middle of a word.</summary>
    public void Cut()
    {
        _isCut = true;
        lock (_open)
        {
            foreach (var client in _open) client.Client.Close(0);
            _open.Clear();
        }
    }

    public void Mend() => _isCut = false;

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = _isCut ? null : await ConnectAsync();
        if (far is null) return;
        lock (_open)
        {
            _open.Add(near);
            _open.Add(far);
        }
        try
        {
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _stop.Token), far.GetStream().CopyToAsync(near.GetStream(), _stop.Token));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Torn off.
        }
        lock (_open)
        {
            _open.Remove(near);
            _open.Remove(far);
        }
    }

    async Task<TcpClient?> ConnectAsync()
    {
        var first = Interlocked.Increment(ref _next);
        for (var i = 0; i < _targets.Count; i++)
        {
            var target = new TcpClient();
            try
            {
                await target.ConnectAsync(_targets[(first + i) % _targets.Count], _stop.Token);
                return target;
            }
            catch (SocketException)
            {
                target.Dispose();
            }
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        Cut();
        _listener.Dispose();
        _stop.Dispose();
    }
}
