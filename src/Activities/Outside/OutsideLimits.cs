namespace Lendflow.Activities.Outside;

/// <summary>How long and how often a counterparty is asked before the caller hears <see cref="Unavailable{T}"/>.</summary>
public sealed record OutsideLimits
{
    /// <summary>For one question with all its tries and pauses. Default 30 s.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one try, from connecting to the last byte of the answer. Default 8 s, at least 10 ms.</summary>
    public TimeSpan PerTry { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Questions under way at once; who comes beyond waits for its turn, at most <see cref="Total"/>. Default 16, at least 1: a
    /// slow counterparty must not be given all it was asked while it was slow, nor take every worker.</summary>
    public int AtOnce { get; init; } = 16;

    /// <summary>Tries after the first one. Default 3; 0 asks once.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Mean pause before the second try; it doubles from try to try and is spread at random, so that many waiting
    /// cases do not come back at the same moment. Default 200 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The circuit opens when half of at least this many tries within <see cref="CircuitWindow"/> failed.
    /// Default 10, at least 2.</summary>
    public int CircuitTries { get; init; } = 10;

    /// <summary>How far back the circuit breaker looks. Default 30 s, at least 0.5 s.</summary>
    public TimeSpan CircuitWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open circuit answers <see cref="Unavailable{T}"/> without asking; then one try decides.
    /// Default 15 s, at least 0.5 s.</summary>
    public TimeSpan CircuitBreak { get; init; } = TimeSpan.FromSeconds(15);
}
