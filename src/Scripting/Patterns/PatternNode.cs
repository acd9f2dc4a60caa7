namespace Lendflow.Scripting.Patterns;

/// <summary>The parts of a regular expression.</summary>
internal abstract record PatternNode
{
    internal sealed record Characters(CharacterSet Set) : PatternNode;

    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    internal sealed record Alternatives(IReadOnlyList<PatternNode> Choices) : PatternNode;

    /// <param name="Number">1 and up.</param>
    internal sealed record Capture(PatternNode Inner, int Number) : PatternNode;

    /// <param name="Maximum">Null for no limit.</param>
    /// <param name="Groups">The groups inside, which every round starts without.</param>
    internal sealed record Repeat(PatternNode Inner, int Minimum, int? Maximum, bool IsGreedy, (int From, int To) Groups) : PatternNode;

    internal sealed record Anchor(AnchorKind Kind) : PatternNode;

    internal sealed record Look(PatternNode Inner, bool IsBehind, bool IsNegated) : PatternNode;

    internal sealed record BackReference(int Group) : PatternNode;
}

internal enum AnchorKind : byte
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}
