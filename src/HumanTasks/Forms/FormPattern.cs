using System.Text;
using System.Text.RegularExpressions;

namespace Lendflow.HumanTasks.Forms;

/// <summary>Patterns of texts. The whole text must match. Only what .NET and JavaScript read alike is allowed: letters, classes,
/// groups, alternatives, repetitions, <c>\d</c>, <c>\w</c> and escaped signs; and matching takes linear time.</summary>
static class FormPattern
{
    const int Longest = 200;

    /// <param name="problem">Why it is none: "Expected …, but …".</param>
    public static Regex? Read(string pattern, out string problem)
    {
        problem = "";
        if (pattern.Length is 0 or > Longest) problem = $"Expected a pattern of 1 to {Longest} characters, but it has {pattern.Length}";
        else if (Translate(Bare(pattern)) is not { } translated) problem = @"Expected a pattern of letters, classes, groups, alternatives, repetitions, \d, \w and escaped signs, but it has something else";
        else
            try
            {
                return new Regex($@"\A(?:{translated})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                problem = $"Expected a pattern, but: {e.Message.TrimEnd('.')}";
            }
        return null;
    }

    static string Bare(string pattern) => pattern.StartsWith('^') && pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal) ? pattern[1..^1] : pattern;

    static string? Translate(string pattern)
    {
        var text = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\' when i + 1 < pattern.Length && (pattern[i + 1] is 'd' or 'w' || (pattern[i + 1] < 128 && !char.IsLetterOrDigit(pattern[i + 1]))):
                    text.Append(pattern[++i] switch { 'd' => inClass ? "0-9" : "[0-9]", 'w' => inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]", var sign => $@"\{sign}" });
                    break;
                case '\\' or '$': return null;
                case '^' when !inClass || pattern[i - 1] != '[': return null;
                case '(' when !inClass && i + 1 < pattern.Length && pattern[i + 1] == '?' && (i + 2 >= pattern.Length || pattern[i + 2] != ':'): return null;
                case '[' when inClass: return null;
                case '[': inClass = true; text.Append(c); break;
                case ']': inClass = false; text.Append(c); break;
                case '.' when !inClass: text.Append(@"[^\n\r\u2028\u2029]"); break;
                default: text.Append(c); break;
            }
        }
        return text.ToString();
    }
}
