using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace Lendflow.Scripting.Tests;

public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Expressions = 4000;

    [Theory]
    [InlineData(20260309)]
    [InlineData(1)]
    public void Random_expressions_give_what_node_gives(int seed)
    {
        var generator = new RandomExpressions(seed);
        var sources = Enumerable.Range(0, Expressions).Select(_ => generator.Next()).ToList();

        if (AskNode(sources) is not { } expected)
        {
            output.WriteLine($"NOT COMPARED: {sources.Count} random expressions need node on the PATH, and it is not there.");
            return;
        }

        var differences = sources.Zip(expected)
            .Select(pair => (Source: pair.First, Node: Js.Normal(pair.Second), Ours: Js.Outcome(pair.First)))
            .Where(result => result.Node != result.Ours)
            .Select(result => $"{result.Source}\n    node {result.Node}\n    ours {result.Ours}")
            .ToList();
        output.WriteLine($"Compared {sources.Count} random expressions with node (seed {seed}); {expected.Count(e => e.StartsWith("throws", StringComparison.Ordinal))} of them throw.");
        differences.Should().BeEmpty();
    }

    /// <summary>What node gives for each script; null when there is no node.</summary>
    private static List<string>? AskNode(List<string> sources)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Cases", "differential.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        try
        {
            using var node = Process.Start(start)!;
            node.StandardInput.Write(JsonSerializer.Serialize(sources));
            node.StandardInput.Close();
            return JsonSerializer.Deserialize<List<string>>(node.StandardOutput.ReadToEnd());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
