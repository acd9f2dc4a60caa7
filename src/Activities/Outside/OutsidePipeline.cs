using System.Net.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Lendflow.Activities.Outside;

/// <summary>Total time limit around retries around the circuit breaker around the time limit of one try.</summary>
internal static class OutsidePipeline
{
    public static ResiliencePipeline<Reply> Build(
        string counterparty, OutsideLimits limits, TimeProvider time, ILogger logger, CircuitBreakerStateProvider circuit)
    {
        var pipeline = new ResiliencePipelineBuilder<Reply> { Name = counterparty, TimeProvider = time };
        pipeline.AddTimeout(limits.Total);
        if (limits.Retries > 0)
            pipeline.AddRetry(Retries(counterparty, limits, logger));
        pipeline.AddCircuitBreaker(Circuit(counterparty, limits, logger, circuit));
        pipeline.AddTimeout(limits.PerTry);
        return pipeline.Build();
    }

    /// <summary>Whether the failure is the network's: no connection, a cut one, an answer that breaks HTTP or is too large.</summary>
    public static bool IsBrokenConnection(Exception failure) => failure is HttpRequestException or IOException;

    private static RetryStrategyOptions<Reply> Retries(string counterparty, OutsideLimits limits, ILogger logger) => new()
    {
        MaxRetryAttempts = limits.Retries,
        Delay = limits.FirstPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => new ValueTask<bool>(IsTransient(args.Outcome)),
        OnRetry = args =>
        {
            logger.TryFailed(counterparty, args.AttemptNumber + 1, Reason(args.Outcome), args.RetryDelay);
            return default;
        },
    };

    private static CircuitBreakerStrategyOptions<Reply> Circuit(string counterparty, OutsideLimits limits, ILogger logger, CircuitBreakerStateProvider circuit) => new()
    {
        StateProvider = circuit,
        FailureRatio = 0.5,
        MinimumThroughput = limits.CircuitTries,
        SamplingDuration = limits.CircuitWindow,
        BreakDuration = limits.CircuitBreak,
        ShouldHandle = args => new ValueTask<bool>(IsTransient(args.Outcome)),
        OnOpened = args =>
        {
            logger.CircuitOpened(counterparty, args.BreakDuration);
            return default;
        },
        OnClosed = _ =>
        {
            logger.CircuitClosed(counterparty);
            return default;
        },
    };

    private static bool IsTransient(Outcome<Reply> outcome) =>
        outcome.Exception is { } failure
            ? failure is TimeoutRejectedException || IsBrokenConnection(failure)
            : outcome.Result is { IsTransientFailure: true };

    private static string Reason(Outcome<Reply> outcome) =>
        outcome.Exception?.GetType().Name ?? $"status {(int?)outcome.Result?.Status}";
}
