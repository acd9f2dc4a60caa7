namespace Lendflow.Scripting.Tests;

/// <summary>The tables in Cases: a script per line and what ECMAScript gives for it (see Cases/expect.mjs).</summary>
public sealed class CaseTests
{
    private const string Separator = "  ⇒  ";

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.txt").Order())
            {
                foreach (var line in File.ReadLines(file))
                {
                    var at = line.LastIndexOf(Separator, StringComparison.Ordinal);
                    cases.Add(Path.GetFileNameWithoutExtension(file), line[..at].Replace('⏎', '\n'), line[(at + Separator.Length)..]);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_script_gives_what_the_language_says(string subject, string source, string expected)
    {
        var outcome = Js.Outcome(source);

        outcome.Should().Be(Js.Normal(expected), "of {0}: {1}", subject, source);
    }
}
