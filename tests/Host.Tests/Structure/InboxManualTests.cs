using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Structure;

public sealed partial class InboxManualTests
{
    [Fact]
    public void The_manual_lists_every_shortcut_of_the_inbox_and_no_other()
    {
        var code = ShortcutsInCode().Matches(File.ReadAllText(Repository.Path("src/Web/src/pages/inbox/shortcuts.ts"))).Select(m => m.Groups[1].Value);
        var manual = ShortcutsInManual().Matches(File.ReadAllText(Repository.Path("docs/manual/inbox.md"))).Select(m => m.Groups[1].Value);

        manual.Should().Equal(code);
    }

    [Fact]
    public void The_pictures_of_the_manual_are_there()
    {
        var pictures = Pictures().Matches(File.ReadAllText(Repository.Path("docs/manual/inbox.md"))).Select(m => m.Groups[1].Value);

        pictures.Should().NotBeEmpty().And.OnlyContain(picture => File.Exists(Repository.Path($"docs/manual/{picture}")));
    }

    [GeneratedRegex(@"^    '?([^\s':]+|Ctrl\+Enter)'?: \(t: Texts\)", RegexOptions.Multiline)]
    private static partial Regex ShortcutsInCode();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ShortcutsInManual();

    [GeneratedRegex(@"!\[[^\]]*\]\((images/[^)]+)\)")]
    private static partial Regex Pictures();
}
