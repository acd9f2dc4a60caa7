using Lendflow.Host.Cli.Bench.Load;
using Lendflow.Host.Tests.Faults;

namespace Lendflow.Host.Tests;

/// <summary>The measurement itself works; its figures are for quiet machines.</summary>
[Collection(nameof(Processes)), Trait("Category", "Processes")]
public sealed class LoadBenchTests
{
    [Fact]
    public async Task The_load_bench_pays_loans_out_over_http_on_a_store_that_is_not_new()
    {
        var plan = new LoadPlan(TimeSpan.FromSeconds(1), UnderWay: [2], Soak: 0, FinishedCases: 50, FlowVersions: 2, PostgresServer: null, WarmUp: TimeSpan.FromSeconds(1), Candidates: 40);

        var report = await LoadBench.RunAsync(plan, CancellationToken.None);

        var figures = report.Figures.ToLookup(f => f.Metric, f => f.Value);
        figures["complete loans, at best"].Single().Should().BePositive();
        figures["commits a loan takes"].Single().Should().BeInRange(4, 7, "submission, first answers, envelope, signature, booking, and what was under way at the ends");
        figures["flood: taken in"].Single().Should().BePositive();
        report.Floor.Should().BePositive();
    }
}
