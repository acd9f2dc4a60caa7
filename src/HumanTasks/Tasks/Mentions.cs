using System.Text.RegularExpressions;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Finds whom a comment addresses: <c>@name</c>, not within a word, so that e-mail addresses are none.</summary>
public static partial class Mentions
{
    public static IReadOnlyCollection<string> In(string? text) =>
        [.. Mention().Matches(text ?? "").Select(m => m.Groups["name"].Value.TrimEnd('.', '-')).Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex(@"(?<![\p{L}\p{N}._%+-])@(?<name>[\p{L}\p{N}][\p{L}\p{N}._-]*)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
