using System.Text.Json;
using Lendflow.Host.Cli.Bench;

namespace Lendflow.Host.Tests;

/// <summary>The measurement itself works; its figures are for quiet machines.</summary>
public sealed class BenchTests
{
    [Fact]
    public async Task The_durable_bench_pays_loans_out_and_tells_what_they_cost()
    {
        var load = new DurableLoad(TimeSpan.FromSeconds(1), Cases: 4, Workers: 4, FixedContract: true, PostgresServer: null);

        var report = await DurableBench.RunAsync(load, CancellationToken.None);

        var figures = report.Figures.ToLookup(f => f.Metric, f => f.Value);
        figures["loans measured"].Single().Should().BePositive();
        figures["commits"].Single().Should().Be(5, "submission, first answers, envelope, signature, booking");
        report.Floor.Should().BePositive();
        JsonSerializer.Deserialize<JsonElement>(report.ToJson()).EnumerateObject().Select(p => p.Name).Should().Contain(["name", "figures", "floor", "machine"]);
    }
}
