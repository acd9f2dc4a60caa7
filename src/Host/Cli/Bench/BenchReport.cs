using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Lendflow.Host.Cli.Bench;

/// <summary>What a measurement gave.</summary>
/// <param name="Floor">What the machine does at best, in the unit of the first figure; null when there is no such thing.</param>
/// <param name="Remarks">What a reader must know about how it was measured.</param>
sealed record BenchReport(string Name, IReadOnlyList<Figure> Figures, double? Floor, IReadOnlyList<string> Remarks)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string MachineName => $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>Shown instead of the figures, which are the same; null for none.</summary>
    public IReadOnlyList<Timing>? Timings { get; init; }

    public void Print()
    {
        AnsiConsole.Write(Timings is null ? FiguresTable() : TimingsTable(Timings));
        foreach (var remark in Remarks) Console.WriteLine(remark);
        Console.WriteLine(MachineName);
    }

    Table FiguresTable()
    {
        var table = new Table().AddColumn(Name).AddColumn("Value", c => c.RightAligned()).AddColumn("Unit");
        foreach (var figure in Figures) table.AddRow(figure.Metric, figure.Value.ToString(figure.Value < 100 ? "N2" : "N0"), figure.Unit);
        return table;
    }

    Table TimingsTable(IReadOnlyList<Timing> timings)
    {
        var table = new Table().AddColumn($"{Name}, milliseconds");
        foreach (var column in new[] { "p50", "p95", "p95 of repeats", "p95 / floor" }) table.AddColumn(column, c => c.RightAligned());
        foreach (var t in timings) table.AddRow(t.Name, $"{t.P50:N1}", $"{t.P95:N1}", $"{t.BestP95:N1} - {t.WorstP95:N1}", $"{t.P95 / Floor:N1}");
        return table;
    }

    public string ToJson() => JsonSerializer.Serialize(new { Name, Figures = Figures.Select(f => f with { Value = Math.Round(f.Value, 3) }), Floor, Remarks, Machine = MachineName }, Json) + "\n";
}

sealed record Figure(string Metric, double Value, string Unit);
