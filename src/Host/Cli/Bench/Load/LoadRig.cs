using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Lendflow.Host.Api;
using Lendflow.Host.Cli.Demo;
using Lendflow.Host.Elsa;
using Lendflow.Host.Outside;
using Lendflow.Sandbox;

namespace Lendflow.Host.Cli.Bench.Load;

/// <summary>Server processes with a store of their own, the outside world, and applicants who apply over HTTP to one after the other.</summary>
sealed class LoadRig : IAsyncDisposable
{
    const string Password = Settings.DevelopmentPassword;

    /// <summary>A loan that takes longer is counted as not completed.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly string _folder;
    readonly PostgresScratch? _postgres;
    readonly SandboxServer _outside;
    readonly IReadOnlyList<ServerProcess> _servers;
    readonly HttpClient _http;
    readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _booked = new();
    readonly string _run = Guid.CreateVersion7().ToString("N");
    List<byte[]> _bodies = [];
    int _number, _asked;

    LoadRig(string folder, PostgresScratch? postgres, SandboxServer outside, int hosts)
    {
        (_folder, _postgres, _outside) = (folder, postgres, outside);
        var addresses = Enumerable.Range(0, hosts).Select(_ => ServerPlan.FreeAddress()).ToList();
        // Reports of the e-sign provider reach another host than the one that sent the contract: the worst a proxy can do.
        _servers = [.. addresses.Select((address, i) => new ServerProcess(new ServerPlan(address, FolderOf(i), outside.BaseAddress, Password) { Database = postgres?.Connection ?? "sqlite", PublicUrl = addresses[(i + 1) % hosts] }, TimeProvider.System))];
        _http = new HttpClient { BaseAddress = addresses[0], Timeout = Patience };
        outside.Booked += reference => BookingOf(reference).TrySetResult(Stopwatch.GetTimestamp());
    }

    public int Bodies => _bodies.Count;

    public long ServerMemory => _servers.Max(s => s.Memory);

    /// <summary>What the store held before, in words.</summary>
    public string Before { get; private set; } = "";

    public static async Task<LoadRig> OpenAsync(LoadPlan plan, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lendflow-load-").FullName;
        var postgres = plan.PostgresServer is { } server ? await PostgresScratch.CreateAsync(server, cancellation) : null;
        var outside = await SandboxServer.StartAsync(new SandboxOptions { ForceESign = "signed" }, cancellation);
        var rig = new LoadRig(folder, postgres, outside, postgres is null ? 1 : plan.Hosts);
        try
        {
            await rig.PrepareAsync(plan, cancellation);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    async Task PrepareAsync(LoadPlan plan, CancellationToken cancellation)
    {
        foreach (var server in _servers) await server.StartAsync(cancellation);
        await SignInAsync(cancellation);
        _bodies = await ChooseAsync(plan.Candidates, cancellation);
        if (plan.FlowVersions > 1) await PublishAsync(plan.FlowVersions, cancellation);
        if (plan.FinishedCases > 0) await GrowAsync(plan.FinishedCases, cancellation);
        Before = $"The store held {plan.FinishedCases:N0} finished cases and {Math.Max(1, plan.FlowVersions):N0} versions of the flow before.";
    }

    /// <summary>So many applications under way at any time: each applicant waits for the money before applying again.</summary>
    public Task<LoadStep> MeasureAsync(int underWay, TimeSpan duration, CancellationToken cancellation) => StepAsync(duration, async (tally, ends) =>
    {
        await Task.WhenAll(Enumerable.Range(0, underWay).Select(_ => Task.Run(async () =>
        {
            while (!ends()) await ApplyAsync(tally, cancellation);
        }, cancellation)));
    }, cancellation);

    /// <summary>So many applications a second, whatever becomes of those before.</summary>
    public Task<LoadStep> MeasureAtAsync(double perSecond, TimeSpan duration, CancellationToken cancellation) => StepAsync(duration, async (tally, ends) =>
    {
        var (began, started) = (Stopwatch.GetTimestamp(), new List<Task>());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!ends() && await timer.WaitForNextTickAsync(cancellation))
            while (started.Count < perSecond * Stopwatch.GetElapsedTime(began).TotalSeconds) started.Add(Task.Run(() => ApplyAsync(tally, cancellation), cancellation));
        await Task.WhenAll(started);
    }, cancellation);

    /// <summary>More than it can do: applicants who wait for nothing but the acknowledgement.</summary>
    public Task<LoadStep> FloodAsync(TimeSpan duration, CancellationToken cancellation) => StepAsync(duration, async (tally, ends) =>
    {
        const int Applicants = 256;
        await Task.WhenAll(Enumerable.Range(0, Applicants).Select(_ => Task.Run(async () =>
        {
            while (!ends()) await SubmitAsync(tally, cancellation);
        }, cancellation)));
    }, cancellation);

    /// <summary>Rows of the size of a commit, each flushed by itself, in a second.</summary>
    public async Task<double> FloorAsync(TimeSpan duration, CancellationToken cancellation)
    {
        const int BytesPerCommit = 10 * 1024;
        return _postgres is null
            ? DiskFloor.RowsPerSecond(_folder, 1, BytesPerCommit, duration)
            : await _postgres.RowsPerSecondAsync(1, BytesPerCommit, duration, cancellation);
    }

    async Task<LoadStep> StepAsync(TimeSpan duration, Func<Tally, Func<bool>, Task> apply, CancellationToken cancellation)
    {
        using var me = Process.GetCurrentProcess();
        var (tally, before, mine, began) = (new Tally(), await CountersAsync(cancellation), me.TotalProcessorTime, Stopwatch.GetTimestamp());
        await apply(tally, () => Stopwatch.GetElapsedTime(began) >= duration);
        var elapsed = Stopwatch.GetElapsedTime(began);
        me.Refresh();
        return tally.ToStep(elapsed, (await CountersAsync(cancellation)).Minus(before), me.TotalProcessorTime - mine);
    }

    async Task ApplyAsync(Tally tally, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        if (await SubmitAsync(tally, cancellation) is not { } number) return;
        try
        {
            var booked = await BookingOf(number).Task.WaitAsync(Patience, TimeProvider.System, cancellation);
            tally.Decided.Add(Stopwatch.GetElapsedTime(began, booked));
        }
        catch (TimeoutException)
        {
            return; // Counts as accepted and not completed.
        }
        _booked.TryRemove(number, out _);
    }

    /// <returns>Null when it was turned away.</returns>
    async Task<string?> SubmitAsync(Tally tally, CancellationToken cancellation)
    {
        var (number, began) = (Interlocked.Increment(ref _number), Stopwatch.GetTimestamp());
        using var answer = await PostAsync(_bodies[number % _bodies.Count], $"{_run}-{number}", cancellation);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            tally.TurnedAway.Add(number);
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            return null;
        }
        answer.EnsureSuccessStatusCode();
        var receipt = await answer.Content.ReadFromJsonAsync<Receipt>(DemoUser.Json, cancellation);
        tally.Acknowledged.Add(Stopwatch.GetElapsedTime(began));
        return receipt!.Number;
    }

    async Task<HttpResponseMessage> PostAsync(byte[] body, string key, CancellationToken cancellation)
    {
        var server = _servers[(int)((uint)Interlocked.Increment(ref _asked) % _servers.Count)];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/api/applications")) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add("Idempotency-Key", key);
        return await _http.SendAsync(request, cancellation);
    }

    TaskCompletionSource<long> BookingOf(string number) => _booked.GetOrAdd(number, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    async Task SignInAsync(CancellationToken cancellation)
    {
        using var answer = await _http.PostAsJsonAsync("/elsa/api/identity/login", new { username = "admin", password = Password }, cancellation);
        var token = (await answer.Content.ReadFromJsonAsync<LogInAnswer>(cancellation))!.AccessToken;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    async Task<ServerCounters> CountersAsync(CancellationToken cancellation)
    {
        var counters = await Task.WhenAll(_servers.Select(async s => ServerCounters.Read(await _http.GetStringAsync(new Uri(s.Address, "/metrics"), cancellation), s.ProcessorTime)));
        return counters.Aggregate((all, one) => new ServerCounters(all.Commits + one.Commits, all.Flushes + one.Flushes, all.Processor + one.Processor));
    }

    /// <summary>The first host's is the folder itself, where a store that is grown is looked for.</summary>
    string FolderOf(int host) => host == 0 ? _folder : Directory.CreateDirectory(Path.Combine(_folder, $"host{host + 1}")).FullName;

    /// <summary>Applications the machine pays out alone, found by trying: what the bureau says about a company is the sandbox's secret.</summary>
    async Task<List<byte[]>> ChooseAsync(int candidates, CancellationToken cancellation)
    {
        var plan = new DemoPlan(LendingSetup.ReadPolicy(), seed: 1, TimeProvider.System);
        var tried = new ConcurrentDictionary<string, byte[]>();
        await Parallel.ForEachAsync(plan.Generate(candidates), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (planned, stop) =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(plan.CompleteSubmission(planned), DemoUser.Json);
            using var answer = await PostAsync(body, $"{_run}-try-{planned.Index}", stop);
            answer.EnsureSuccessStatusCode();
            tried[(await answer.Content.ReadFromJsonAsync<Receipt>(DemoUser.Json, stop))!.Number] = body;
        });
        for (var (known, patience) = (-1, 0); patience < 3; patience = _booked.Count == known ? patience + 1 : 0)
        {
            known = _booked.Count;
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
        }
        var chosen = tried.Where(t => _booked.TryRemove(t.Key, out _)).Select(t => t.Value).ToList();
        return chosen.Count > 0 ? chosen : throw new DemoException($"Expected some of {candidates} applications to be paid out by the machine alone, but none was.");
    }

    async Task PublishAsync(int versions, CancellationToken cancellation)
    {
        var flow = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Settings.WorkflowsFolder, "loan-origination.json"), cancellation))!;
        for (var version = 2; version <= versions; version++)
        {
            flow["description"] = $"Version {version} of a measurement";
            using var imported = await _http.PostAsJsonAsync("/api/flows/import", flow, cancellation);
            imported.EnsureSuccessStatusCode();
            using var published = await _http.PostAsync("/api/flows/loan-origination/publish", null, cancellation);
            published.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Copies of a case that has just ended, with its log; the server stands still meanwhile.</summary>
    async Task GrowAsync(int cases, CancellationToken cancellation)
    {
        await ApplyAsync(new Tally(), cancellation);
        foreach (var server in _servers) await server.StopAsync();
        if (_postgres is null) GrownStore.GrowSqlite(Path.Combine(_folder, "lendflow.db"), cases);
        else await _postgres.ExecuteAsync(GrownStore.Statements(cases, GrownStore.PostgresCopies), cancellation);
        foreach (var server in _servers) await server.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var server in _servers) await server.DisposeAsync();
        await _outside.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What happened so far in a step.</summary>
    sealed class Tally
    {
        public ConcurrentBag<TimeSpan> Acknowledged { get; } = [];
        public ConcurrentBag<TimeSpan> Decided { get; } = [];
        public ConcurrentBag<int> TurnedAway { get; } = [];

        public LoadStep ToStep(TimeSpan elapsed, ServerCounters server, TimeSpan generator) => new(
            Acknowledged.Count, Decided.Count, TurnedAway.Count, elapsed, Percentiles.Of(Acknowledged), Percentiles.Of(Decided), server, generator);
    }
}
