using Lendflow.Host.Api;
using Spectre.Console;

namespace Lendflow.Host.Cli.Demo;

/// <summary>What became of the applications of a run, by track and outcome.</summary>
static class DemoTable
{
    public static Table Of(IReadOnlyList<CaseSummaryView> cases)
    {
        var table = new Table().AddColumns("Track", "Outcome");
        foreach (var column in (string[])["Cases", "Median", "p95", "Disbursed"]) table.AddColumn(column, c => c.RightAligned());
        foreach (var group in cases.GroupBy(c => (Track: c.Track ?? "none", c.Status)).OrderBy(g => g.Key.Track).ThenBy(g => g.Key.Status))
            AddRow(table, group.Key.Track, group.Key.Status, [.. group]);
        AddRow(table, "all", "", cases);
        return table;
    }

    static void AddRow(Table table, string track, string status, IReadOnlyList<CaseSummaryView> cases)
    {
        var times = cases.Where(c => c.FinishedAt is not null).Select(c => c.FinishedAt!.Value - c.SubmittedAt).Order().ToList();
        var money = cases.Where(c => c.Status == "disbursed").GroupBy(c => c.Currency).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Sum(c => c.Amount):N2}");
        table.AddRow(track, status, $"{cases.Count}", Show(times, 0.5), Show(times, 0.95), string.Join("\n", money));
    }

    /// <summary>By nearest rank.</summary>
    static string Show(List<TimeSpan> sorted, double share) =>
        sorted.Count == 0 ? "" : $"{sorted[(int)Math.Ceiling(share * sorted.Count) - 1].TotalSeconds:0.00} s";
}
