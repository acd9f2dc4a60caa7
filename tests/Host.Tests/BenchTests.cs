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

    [Fact]
    public async Task The_timers_bench_fires_each_once()
    {
        var report = await TimersBench.RunAsync(300, null, CancellationToken.None);

        report.Figures.Where(f => f.Metric.EndsWith("fired exactly once", StringComparison.Ordinal)).Should().HaveCount(6).And.OnlyContain(f => f.Value == 300);
    }

    [Fact]
    public async Task The_inbox_bench_measures_every_scope_and_claims()
    {
        var report = await InboxBench.RunAsync(new InboxLoad(Open: 1000, Done: 1000, Rounds: 2, PostgresServer: null), CancellationToken.None);

        report.Figures.Select(f => f.Metric).Should().Contain(["page of Available, p50", "page of Team, p95", "claim, p50"]);
        report.Figures.Should().OnlyContain(f => f.Value > 0);
    }
}
