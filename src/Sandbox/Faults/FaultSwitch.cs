using System.Collections.Concurrent;

namespace Lendflow.Sandbox.Faults;

/// <summary>Puts the faults of the sheet in front of and behind the endpoints of a counterparty.</summary>
internal sealed class FaultSwitch(TimeProvider time)
{
    private State _state = new(new FaultSheet());

    public FaultSheet Sheet
    {
        get => _state.Sheet;
        set => _state = new State(value);
    }

    /// <summary>The faults of one counterparty, as a filter of its endpoints.</summary>
    public Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> At(string counterparty) =>
        (context, next) => CallAsync(_state.NextCall(counterparty), context, next);

    /// <summary>The faults of one callback: by envelope, so that they do not depend on the order of calls.</summary>
    public FaultyCall Callback(string envelopeId)
    {
        var sheet = Sheet;
        return new FaultyCall(sheet.ESign, $"{sheet.Seed}/callback/{envelopeId}");
    }

    private async ValueTask<object?> CallAsync(
        FaultyCall call, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        await WaitAsync(call.Plan.LatencyMs, http.RequestAborted);
        if (call.Has("error", call.Plan.ErrorRate))
            return Down.ToHttp();

        var answer = await next(context);
        if (call.Has("lose", call.Plan.LoseAnswerRate))
        {
            http.Abort();
            return Results.Empty;
        }

        if (call.Has("timeout", call.Plan.TimeoutRate))
            await WaitAsync(call.Plan.TimeoutMs, http.RequestAborted);
        return call.Has("garbage", call.Plan.GarbageRate) ? Garbage(call) : answer;
    }

    private static readonly Refusal Down = new(503, "out-of-service", "Expected to be in service, but a fault is switched on.");

    private static readonly string[] GarbageBodies =
    [
        "<html><body>Bad gateway</body></html>",
        """{"bookingId": "B-1", "amount": 10""",
        """{"unexpected": true}""",
        """{"bookingId": 1, "reportId": [], "name": {}, "envelopeId": 2, "reversalId": false, "amount": "much"}""",
        "null",
        "",
    ];

    private static IResult Garbage(FaultyCall call) =>
        Results.Text(GarbageBodies[(int)(call.Draw("which") * GarbageBodies.Length)], "application/json");

    private async Task WaitAsync(int milliseconds, CancellationToken cancellation)
    {
        if (milliseconds == 0)
            return;

        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The client gave up. Acting goes on: a counterparty does not notice either.
        }
    }

    /// <summary>A sheet and how many calls came since it was put in place.</summary>
    private sealed class State(FaultSheet sheet)
    {
        private readonly ConcurrentDictionary<string, long> _calls = new();

        public FaultSheet Sheet => sheet;

        public FaultyCall NextCall(string counterparty) =>
            new(sheet.For(counterparty), $"{sheet.Seed}/{counterparty}/{_calls.AddOrUpdate(counterparty, 1, (_, calls) => calls + 1)}");
    }
}

/// <summary>One call and the chance that goes with it.</summary>
internal sealed record FaultyCall(FaultPlan Plan, string Name)
{
    public bool Has(string fault, double rate) => rate > 0 && Draw(fault) < rate;

    public double Draw(string what) => Sandbox.Draw.Uniform(Name, what);
}
