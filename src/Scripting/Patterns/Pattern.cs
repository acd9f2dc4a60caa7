namespace Lendflow.Scripting.Patterns;

/// <summary>A compiled regular expression: immutable, matched by <see cref="Matcher"/>.</summary>
/// <param name="GroupNames">Name and number of each named group, in order.</param>
internal sealed record Pattern(string Source, string Flags, Instruction[] Program, int GroupCount, int SlotCount, (string Name, int Group)[] GroupNames)
{
    internal bool IsGlobal { get; } = Flags.Contains('g', StringComparison.Ordinal);

    internal bool IsSticky { get; } = Flags.Contains('y', StringComparison.Ordinal);

    internal bool IsUnicode { get; } = Flags.Contains('u', StringComparison.Ordinal);

    /// <summary>Null, with the reason, when pattern or flags are not ECMAScript's (the flags d and v are not supported).</summary>
    internal static Pattern? TryCompile(string source, string flags, out string problem)
    {
        problem = "";
        if (flags.Distinct().Count() != flags.Length || flags.Any(f => !"dgimsuy".Contains(f, StringComparison.Ordinal)) || flags.Contains('d', StringComparison.Ordinal))
        {
            problem = $"Invalid flags '{flags}'";
            return null;
        }

        try
        {
            var parser = new PatternParser(source, flags);
            var tree = parser.Parse();
            var (program, slots) = new PatternCompiler(parser.GroupCount).Compile(tree);
            return new Pattern(source, string.Concat(flags.Order()), program, parser.GroupCount, slots, [.. parser.GroupNames]);
        }
        catch (PatternException mistake)
        {
            problem = mistake.Message;
            return null;
        }
    }
}

[SuppressMessage("Design", "CA1032", Justification = "Never leaves Pattern.TryCompile.")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves Pattern.TryCompile.")]
internal sealed class PatternException(string message) : Exception(message);
