namespace Lendflow.Host.Cli.Demo;

/// <summary>Waits for what tells nobody when it happens, and gives up when nothing happens for too long. The one place that polls.</summary>
sealed class Patience(TimeProvider clock, TimeSpan limit, TimeSpan pause)
{
    long _since = clock.GetTimestamp();

    /// <summary>Something happened: the limit counts from now.</summary>
    public void Renew() => _since = clock.GetTimestamp();

    /// <param name="awaited">Names, for the message, what is expected and what there is instead.</param>
    /// <exception cref="DemoException">Nothing has happened within the limit.</exception>
    public Task PauseAsync(Func<string> awaited, CancellationToken cancellation) =>
        clock.GetElapsedTime(_since) <= limit
            ? Task.Delay(pause, clock, cancellation)
            : throw new DemoException($"{awaited()} Nothing has changed for {limit.TotalSeconds:0} seconds.");
}

/// <summary>A run that cannot go on, for a reason outside this program.</summary>
sealed class DemoException(string message) : Exception(message);
