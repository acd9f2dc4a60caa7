using FsCheck;
using FsCheck.Fluent;

namespace Lendflow.Engine.Tests.Running;

/// <summary>A structured piece of a flow: one way in, one way out. What is made of blocks has to end.</summary>
abstract record Block
{
    public sealed record Step(string Kind) : Block;

    public sealed record Chain(IReadOnlyList<Block> Parts) : Block;

    /// <summary>A decision; both ways meet again.</summary>
    public sealed record Choice(Block Yes, Block No) : Block;

    /// <summary>Several ways at once that meet in a join.</summary>
    public sealed record Split(string JoinMode, IReadOnlyList<Block> Ways) : Block;

    /// <summary>An arrow leads back until the turns are done.</summary>
    public sealed record Repeat(int Turns, Block Body) : Block;

    /// <summary>A container with a flow of its own.</summary>
    public sealed record Nested(string Container, Block Body) : Block;

    public sealed override string ToString() => this switch
    {
        Step s => s.Kind,
        Chain c => string.Join(" > ", c.Parts),
        Choice c => $"({c.Yes} or {c.No})",
        Split s => $"{s.JoinMode}({string.Join(" | ", s.Ways)})",
        Repeat r => $"{r.Turns}x({r.Body})",
        Nested n => $"{n.Container}({n.Body})",
        _ => "",
    };

    static readonly string[] Steps = ["line", "line", "script", "event", "delay"];
    static readonly string[] JoinModes = ["WaitAll", "WaitAny", "WaitAllActive"];
    static readonly string[] Containers = ["Flowchart", "Sequence", "For", "ForEach", "If", "While", "Parallel", "ParallelForEach", "Fork"];

    /// <summary>Blocks of about so many steps; loops are nested three deep at most, so that they end soon.</summary>
    public static Gen<Block> Generator(int steps, int loops = 3)
    {
        var step = Gen.Elements(Steps).Select(kind => (Block)new Step(kind));
        if (steps <= 1) return step;
        var half = Generator(steps / 2, loops);
        var chain = Gen.Choose(2, 5).SelectMany(count => Generator(steps / count, loops).ArrayOf(count)).Select(parts => (Block)new Chain(parts));
        var choice = Gen.Two(half).Select(ways => (Block)new Choice(ways.Item1, ways.Item2));
        var split = Gen.Elements(JoinModes).SelectMany(mode => half.ArrayOf(2).Select(ways => (Block)new Split(mode, ways)));
        var nested = Gen.Elements(Containers).SelectMany(kind => Generator(steps / 2, loops - 1).Select(body => (Block)new Nested(kind, body)));
        var repeat = Gen.Choose(1, 3).SelectMany(turns => Generator(steps - 2, loops - 1).Select(body => (Block)new Repeat(turns, body)));
        return loops > 0 ? Gen.Frequency((1, step), (4, chain), (2, choice), (2, split), (2, nested), (2, repeat)) : Gen.Frequency((1, step), (4, chain), (2, choice), (2, split));
    }

    /// <summary>The blocks that are left when one piece is left out: a failure is told by the least flow that shows it.</summary>
    public static IEnumerable<Block> Shrink(Block block) => block switch
    {
        Chain c => [.. c.Parts, .. c.Parts.Count > 1 ? c.Parts.Select((_, i) => new Chain([.. c.Parts.Where((_, j) => i != j)])) : [], .. Each(c.Parts, parts => new Chain(parts))],
        Choice c => [c.Yes, c.No, .. Each([c.Yes, c.No], ways => new Choice(ways[0], ways[1]))],
        Split s => [.. s.Ways, .. Each(s.Ways, ways => s with { Ways = ways })],
        Repeat r => [r.Body, .. Shrink(r.Body).Select(body => r with { Body = body })],
        Nested n => [n.Body, .. Shrink(n.Body).Select(body => n with { Body = body })],
        _ => [],
    };

    static IEnumerable<Block> Each(IReadOnlyList<Block> parts, Func<Block[], Block> rebuild) =>
        parts.SelectMany((part, at) => Shrink(part).Select(smaller => rebuild([.. parts.Select((p, i) => i == at ? smaller : p)])));
}
