using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Structure;

/// <summary>docs/walk.md and docs/conformance.md stay true.</summary>
public sealed partial class WalkTests
{
    [Theory]
    [InlineData("docs/walk.md")]
    [InlineData("docs/conformance.md")]
    public void Every_file_the_page_names_exists(string page)
    {
        var named = FileNames().Matches(File.ReadAllText(Repository.Path(page))).Select(m => m.Groups[1].Value);

        named.Where(file => !File.Exists(Repository.Path(file))).Should().BeEmpty();
    }

    [Fact]
    public void The_runner_does_its_five_things_in_the_order_of_the_walk()
    {
        var runner = File.ReadAllText(Repository.Path("src/Engine/Running/WorkflowRunner.cs"));
        var decide = runner[runner.IndexOf("DecideAndCommitAsync(Instance", StringComparison.Ordinal)..];

        string[] lines = ["graphs.FindVersionAsync", "Interpreter.Decide", "PerformReadsAsync", "return await CommitAsync"];

        lines.Select(line => decide.IndexOf(line, StringComparison.Ordinal)).Should().NotContain(-1).And.BeInAscendingOrder();
    }

    [GeneratedRegex(@"`((?:src|tests|workflows|docs)/[^`]+|README\.md)`")]
    private static partial Regex FileNames();
}
