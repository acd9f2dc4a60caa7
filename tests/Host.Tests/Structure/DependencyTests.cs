using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Structure;

/// <summary>Dependencies point one way, and folders are named by subject.</summary>
public sealed partial class DependencyTests
{
    /// <summary>What each project may see.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Scripting"] = [],
        ["Engine"] = ["Scripting"],
        ["CSharp"] = ["Engine"],
        ["HumanTasks"] = ["Engine"],
        ["Activities"] = ["HumanTasks"],
        ["Storage"] = ["Engine", "HumanTasks"],
        ["Timers"] = ["Engine", "HumanTasks"],
        ["Insight"] = ["Engine", "HumanTasks"],
        ["Sandbox"] = [],
        ["Host"] = ["Scripting", "Engine", "CSharp", "HumanTasks", "Activities", "Storage", "Timers", "Insight", "Sandbox", "Samples"],
    };

    [Fact]
    public void Every_project_sees_only_what_it_may()
    {
        var violations = from project in Allowed.Keys
                         from reference in ReferencesOf(project)
                         where !Allowed[project].Contains(reference)
                         select $"{project} must not see {reference}: dependencies point from Host inwards to Scripting (docs/walk.md).";

        violations.Should().BeEmpty();
    }

    [Fact]
    public void The_product_carries_neither_tests_nor_measuring_tools()
    {
        var shipped = Allowed.Keys.Select(project => File.ReadAllText(Repository.Path($"src/{project}/Lendflow.{project}.csproj")));

        shipped.Where(text => text.Contains("/tests/", StringComparison.Ordinal) || text.Contains("BenchmarkDotNet", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void No_folder_is_named_by_role()
    {
        string[] forbidden = ["Services", "Models", "Contracts", "Interfaces", "Helpers", "Extensions", "Common", "Utils"];

        var folders = Directory.EnumerateDirectories(Repository.Path("src"), "*", SearchOption.AllDirectories)
            .Where(folder => !folder.Contains("node_modules") && !folder.Contains("/obj/") && !folder.Contains("/bin/"));

        folders.Where(folder => forbidden.Contains(Path.GetFileName(folder))).Should().BeEmpty();
    }

    static IEnumerable<string> ReferencesOf(string project) =>
        References().Matches(File.ReadAllText(Repository.Path($"src/{project}/Lendflow.{project}.csproj"))).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*Lendflow\.(\w+)\.csproj""")]
    private static partial Regex References();
}
