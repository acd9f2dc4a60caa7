using Lendflow.Sandbox.Bureau;
using Lendflow.Sandbox.CoreBanking;
using Lendflow.Sandbox.ESign;
using Lendflow.Sandbox.Faults;
using Lendflow.Sandbox.Registry;
using Lendflow.Sandbox.Sms;

namespace Lendflow.Sandbox;

/// <summary>The outside world over real HTTP: a credit bureau, a company registry, an e-sign provider, a core banking system and an
/// SMS gateway, which fail on demand (<c>PUT /faults</c>).</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Journal _journal;
    private readonly CallbackSender _callbacks;
    private readonly Ledger _ledger;

    private SandboxServer(WebApplication app, Journal journal, CallbackSender callbacks, Ledger ledger)
    {
        _app = app;
        _journal = journal;
        _callbacks = callbacks;
        _ledger = ledger;
    }

    /// <summary>Told of every loan that core banking pays out, by the reference of its case. Must be quick and not throw.</summary>
    public event Action<string>? Booked
    {
        add => _ledger.Booked += value;
        remove => _ledger.Booked -= value;
    }

    /// <summary>Where it listens, with the port it was given.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>Starts listening and takes up the callbacks that were not acknowledged before the last stop or crash.</summary>
    /// <exception cref="ArgumentException">The options are outside their documented ranges.</exception>
    /// <exception cref="InvalidDataException">The data file is damaged other than by a crash during its last line.</exception>
    /// <exception cref="IOException">The address or the data file is in use.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation)
    {
        var signing = new SigningSettings((int)options.SignDelay.TotalMilliseconds, options.ForceESign);
        if (!signing.IsValid())
            throw new ArgumentException("Expected a sign delay and a forced decision as documented, but one is not.", nameof(options));

        var time = options.Time;
        var journal = Journal.Open(options.DataFile);
        var faults = new FaultSwitch(time);
        var ledger = new Ledger(journal, time);
        var envelopes = new Envelopes(journal, time);
        var signer = new Signer(signing);
        var callbacks = new CallbackSender(envelopes, signer, faults, options.ESignSecret, time);
        var companies = new Companies();
        var messages = new Messages(time);

        var app = Build(options.Url);
        app.MapFaults(faults);
        app.MapBureau(faults, time);
        app.MapRegistry(faults, companies);
        app.MapESign(faults, envelopes, signer, callbacks);
        app.MapCoreBanking(faults, ledger);
        app.MapSms(faults, messages);
        app.MapPost("/reset", () =>
        {
            lock (journal.Turn)
            {
                journal.Clear();
                ledger.Clear();
                envelopes.Clear();
            }

            companies.Clear();
            messages.Clear();
            return Results.NoContent();
        });

        var server = new SandboxServer(app, journal, callbacks, ledger);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        callbacks.TakeUpPending();
        return server;
    }

    /// <summary>Serves until <paramref name="stop"/> is cancelled.</summary>
    public async Task RunUntilAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    public async ValueTask DisposeAsync()
    {
        // In this order nobody finds closed what he still needs: requests start callbacks, callbacks write to the journal.
        await _app.StopAsync();
        await _callbacks.DisposeAsync();
        await _app.DisposeAsync();
        _journal.Dispose();
    }

    /// <summary>Built from nothing: settings and environment of the process it runs in are the host's and must not reach it.</summary>
    private static WebApplication Build(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => Wire.Configure(json.SerializerOptions));

        var app = builder.Build();
        app.Use(ExplainBadRequestAsync);
        return app;
    }

    private static async Task ExplainBadRequestAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException problem)
        {
            var reason = problem.InnerException?.Message ?? problem.Message;
            await new Refusal(problem.StatusCode, "malformed", $"Expected a request as documented, but: {reason}").ToHttp().ExecuteAsync(http);
        }
    }

    /// <summary>Leaves signals and the console to the process it runs in.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
