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

    static string Machine => $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    public void Print()
    {
        var table = new Table().AddColumn(Name).AddColumn("Value", c => c.RightAligned()).AddColumn("Unit");
        foreach (var figure in Figures) table.AddRow(figure.Metric, figure.Value.ToString(figure.Value < 100 ? "N2" : "N0"), figure.Unit);
        AnsiConsole.Write(table);
        foreach (var remark in Remarks) Console.WriteLine(remark);
        Console.WriteLine(Machine);
    }

    public string ToJson() => JsonSerializer.Serialize(new { Name, Figures = Figures.Select(f => f with { Value = Math.Round(f.Value, 3) }), Floor, Remarks, Machine }, Json) + "\n";
}

sealed record Figure(string Metric, double Value, string Unit);
