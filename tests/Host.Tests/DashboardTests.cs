using System.Text.Json;
using System.Text.RegularExpressions;
using Lendflow.Host.Tests.Structure;

namespace Lendflow.Host.Tests;

/// <summary>The dashboard shows what the program really measures.</summary>
[Collection(nameof(OneHost))]
public sealed partial class DashboardTests(TestHost host)
{
    /// <summary>Made by Prometheus itself.</summary>
    static readonly string[] Foreign = ["up"];

    [Fact]
    public async Task Every_metric_the_dashboard_asks_for_is_one_the_program_shows()
    {
        using var officer = await host.AsAsync("officer");
        var number = (await (await officer.SendAsync(A.Submit(await A.LoanApplicationAsync(host)))).OkAsync()).Text("number");
        await TestHost.UntilAsync(officer, $"/api/applications/{number}", c => c.Text("status") == "disbursed");
        var shown = SampleName().Matches(await officer.GetStringAsync("/metrics")).Select(m => m.Value).ToHashSet();

        var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docker", "grafana", "lendflow.json"))).RootElement;
        var queries = dashboard.GetProperty("panels").EnumerateArray().SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.Text("expr")!);
        var asked = queries.SelectMany(q => MetricName().Matches(q)).Select(m => m.Value).Except(Foreign).ToList();

        asked.Should().HaveCountGreaterThan(8).And.BeSubsetOf(shown);
    }

    [GeneratedRegex("^[a-z_]+(?=[ {])", RegexOptions.Multiline)]
    private static partial Regex SampleName();

    /// <summary>A word with an underscore that is neither a function nor a label in a list of labels.</summary>
    [GeneratedRegex(@"\b(?:up(?=\{)|(?:lendflow|http_server|dotnet)_[a-z_]+)\b")]
    private static partial Regex MetricName();
}
