using System.Text;

namespace Lendflow.Storage.Queries;

/// <summary>Cuts texts into the words they are found by. Latin texts are cut at what is neither letter nor digit; Chinese ones, which have
/// no gaps, into every two neighbouring characters, so that any part of a name finds it.</summary>
static class Words
{
    /// <summary>What is longer is found by its beginning; it has to fit into an index.</summary>
    const int Longest = 32;

    /// <summary>A text that long is no title and no name.</summary>
    const int Most = 64;

    /// <summary>Sorts after every text that begins with a word, when appended to it.</summary>
    const string Last = "\U0010FFFF";

    /// <summary>All words of some texts, each once.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<string?> texts)
    {
        var words = new HashSet<string>();
        foreach (var run in texts.SelectMany(Runs))
        {
            if (IsChinese(run[0])) words.UnionWith(Enumerable.Range(0, run.Length).Select(i => run.Substring(i, Math.Min(2, run.Length - i))));
            else words.Add(Cut(run));
            if (run[0] == '0' && run.TrimStart('0') is { Length: > 0 } number) words.Add(Cut(number));
        }
        return [.. words.Take(Most)];
    }

    /// <summary>What words have to begin with to be found, each once.</summary>
    public static IReadOnlyList<string> Sought(string search) =>
        [.. Runs(search).SelectMany(run => IsChinese(run[0]) && run.Length > 1 ? Enumerable.Range(0, run.Length - 1).Select(i => run.Substring(i, 2)) : [Cut(run)]).Distinct().Take(Most)];

    /// <summary>A property of a task in one piece. Nobody searches for it by chance: what is typed has only letters and digits.</summary>
    public static string Facet(string name, string value) => $"={name}={value}";

    /// <summary>The range of all words that begin so: from the beginning itself up to this, which is not in it.</summary>
    public static string After(string beginning) => beginning + Last;

    static string Cut(string run) => run.Length <= Longest ? run : run[..Longest];

    static IEnumerable<string> Runs(string? text)
    {
        var run = new StringBuilder();
        foreach (var c in (text ?? "").Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            if (run.Length > 0 && (!char.IsLetterOrDigit(c) || IsChinese(c) != IsChinese(run[0])))
            {
                yield return run.ToString();
                run.Clear();
            }
            if (char.IsLetterOrDigit(c)) run.Append(c);
        }
        if (run.Length > 0) yield return run.ToString();
    }

    static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
