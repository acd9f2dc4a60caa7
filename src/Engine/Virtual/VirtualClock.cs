namespace Lendflow.Engine.Virtual;

/// <summary>Time that passes only when it is told to.</summary>
sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void AdvanceTo(DateTimeOffset time) => now = time > now ? time : now;
}
