namespace Lendflow.Engine.Storage;

/// <summary>How long a node has a timer or a job to itself.</summary>
public static class Lease
{
    /// <summary>45 s: more than the longest question to the outside takes (30 s), so a node that works is not overtaken; and the
    /// longest that work of a node that died waits for another.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(45);
}
