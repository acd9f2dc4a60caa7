using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lendflow.Host.Http;

/// <summary>Which hosts flows may call. Whoever draws a flow must not be able to reach the inside of the network through the
/// server, so a host is either named by an administrator or, if <c>*</c> is on the list, has a public address.</summary>
sealed class CallableHosts
{
    readonly List<Entry> _named;
    readonly bool _allowsPublic;

    CallableHosts(List<Entry> named, bool allowsPublic) => (_named, _allowsPublic) = (named, allowsPublic);

    /// <param name="Port">Null for any.</param>
    sealed record Entry(string Host, int? Port)
    {
        public bool Names(string host, int port) => (Port is null || Port == port) &&
            (Host.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(Host[1..], StringComparison.OrdinalIgnoreCase) : host.Equals(Host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads a list such as <c>*;core.bank.lan:8443;*.partner.example</c>.</summary>
    public static CallableHosts Parse(string list)
    {
        var entries = list.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new CallableHosts([.. entries.Where(e => e != "*").Select(ParseEntry)], entries.Contains("*"));
    }

    static Entry ParseEntry(string entry)
    {
        // Colons inside of brackets are an IPv6 address's own; without brackets, so are several.
        var end = entry.IndexOf(']', StringComparison.Ordinal) + 1;
        var colon = entry.IndexOf(':', end);
        var hasPort = colon >= 0 && (end > 0 || colon == entry.LastIndexOf(':'));
        var host = (hasPort ? entry[..colon] : entry).Trim('[', ']');
        var port = 0;
        var isPort = !hasPort || (int.TryParse(entry[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536);
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return isPort && Uri.CheckHostName(name) != UriHostNameType.Unknown
            ? new Entry(host, hasPort ? port : null)
            : throw new ArgumentException($"Expected LENDFLOW_HTTP_HOSTS to be a list such as *;core.bank.lan:8443;*.partner.example, but '{entry}' is no host.");
    }

    /// <summary>Connects to a host if flows may call it. Every connection comes through here, those of redirects too; what is
    /// judged is the address that is then connected to, so a name cannot change its meaning in between.</summary>
    /// <exception cref="HostRefusedException">Flows may not call it.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isNamed = _named.Any(e => e.Names(host.Trim('[', ']'), port));
        if (!isNamed && !_allowsPublic) throw new HostRefusedException($"{host}:{port}", "it is not on the list");
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        IPAddress[] allowed = [.. addresses.Where(a => isNamed || PublicAddresses.Contain(a))];
        if (allowed.Length == 0 && addresses.Length > 0) throw new HostRefusedException($"{host}:{port}", "its address is not a public one");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A flow wants to call a host it may not call.</summary>
sealed class HostRefusedException(string host, string reason)
    : Exception($"Expected a host that flows may call, but {host} is none: {reason}. An administrator allows hosts by LENDFLOW_HTTP_HOSTS.");
