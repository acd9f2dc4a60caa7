namespace Lendflow.Storage;

/// <summary>What a commit of some node brought that others may be waiting for. It is told after the commit, is not kept and may get
/// lost: who depends on it looks for himself from time to time.</summary>
/// <param name="Due">When something becomes due soon (within <see cref="Soon"/>); null when nothing does. What is due later is found by the looks that go on anyway.</param>
/// <param name="Waits">Hashes of new event waits.</param>
public sealed record News(DateTimeOffset? Due, IReadOnlyList<string> Waits)
{
    /// <summary>How long nodes rest between two looks at what is due when they hear nothing.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public News And(News other) => new(Due < other.Due || other.Due is null ? Due : other.Due, [.. Waits, .. other.Waits]);
}
