using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Lendflow.Host.Cli.Demo;

/// <summary>This program, serving in a process of its own. It can be killed and started again on the same data and port.</summary>
sealed class ServerProcess(ServerPlan plan, TimeProvider clock) : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    readonly HttpClient _http = new() { BaseAddress = plan.Address, Timeout = TimeSpan.FromSeconds(5) };
    Process? _process;

    public Uri Address => plan.Address;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="DemoException">It ended, or was not ready in time.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        AppDomain.CurrentDomain.ProcessExit += EndWithUs;
        _process = Process.Start(StartInfo()) ?? throw new DemoException("Expected to start a server process, but the system did not.");
        _process.OutputDataReceived += (_, line) => Log(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var patience = new Patience(clock, LongestStart, BetweenLooks);
        while (!await IsReadyAsync(cancellation))
        {
            if (_process.HasExited) throw new DemoException($"Expected the server to start, but it ended with code {_process.ExitCode}: see {plan.LogFile}.");
            await patience.PauseAsync(() => $"Expected the server to be ready, but it is not: see {plan.LogFile}.", cancellation);
        }
    }

    /// <summary>Ends it at once, in the middle of whatever it does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit -= EndWithUs;
        process.Dispose();
        _process = null;
    }

    /// <summary>Asks it to end, as an operator or a container does (SIGTERM), and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException("Expected a process, but it was not started.");
        await SignalAsync("TERM");
        await process.WaitForExitAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit -= EndWithUs;
        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>Processor time it has used since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that is its own, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Stops it where it is, as a machine does that is suspended (SIGSTOP).</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on, unaware that time has passed (SIGCONT).</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>A server nobody can name any more must not keep port and data.</summary>
    void EndWithUs(object? sender, EventArgs e) => _process?.Kill(entireProcessTree: true);

    async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync("/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    ProcessStartInfo StartInfo()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Lendflow.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, "serve"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in plan.Environment) start.Environment[name] = value;
        return start;
    }

    void Log(string? line)
    {
        if (line is null) return;
        lock (_http) File.AppendAllText(plan.LogFile, line + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(); // Being killed is nothing special to it.
        _http.Dispose();
    }
}

/// <summary>Where a server process keeps its data, listens, and finds the outside world.</summary>
/// <param name="Password">Of the demo users.</param>
sealed record ServerPlan(Uri Address, string DataFolder, Uri Outside, string Password)
{
    /// <summary>Connection string; by default SQLite in the data folder.</summary>
    public string Database { get; init; } = "sqlite";

    /// <summary>How the outside reaches it; by default at its address.</summary>
    public Uri PublicUrl { get; init; } = Address;

    /// <summary>More of its environment.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>What it prints; by default in its data folder.</summary>
    public string LogFile { get; init; } = Path.Combine(DataFolder, "server.log");

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(More)
    {
        ["LENDFLOW_DB"] = Database,
        ["LENDFLOW_PUBLIC_URL"] = PublicUrl.AbsoluteUri,
        ["LENDFLOW_URLS"] = Address.GetLeftPart(UriPartial.Authority),
        ["LENDFLOW_DATA"] = DataFolder,
        ["LENDFLOW_OUTSIDE"] = Outside.ToString(),
        ["LENDFLOW_DEMO_PASSWORD"] = Password,
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>An address on this machine that nobody listens on now.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
