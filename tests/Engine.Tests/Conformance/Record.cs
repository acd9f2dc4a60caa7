using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>What is compared of a run's record: same lines written, same journal, same executions, same phases, same ends, same
/// steps with incidents. Generated ids and times are not, and repetitions of a journal entry count once.</summary>
sealed partial class Record
{
    static readonly string[] Refusals = ["load-error", "import-failed", "run-error"];

    readonly ILookup<string, JsonElement> rows;

    Record(IEnumerable<string> lines) =>
        rows = lines.Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement).ToLookup(r => r.GetProperty("t").GetString()!);

    public static Record Of(IEnumerable<string> lines) => new(lines);

    /// <summary>The differences, each named with what was expected and what was found; empty when there is none.</summary>
    public IReadOnlyList<string> DifferencesFrom(Record expected)
    {
        if (IsRefused || expected.IsRefused) return IsRefused == expected.IsRefused ? [] : [$"refused: expected {expected.IsRefused}, found {IsRefused}"];
        return [.. Parts().Zip(expected.Parts())
            .Where(p => p.First.Text != p.Second.Text)
            .Select(p => $"{p.First.Name}:\n  expected {p.Second.Text}\n  found    {p.First.Text}")];
    }

    bool IsRefused => Refusals.Any(r => rows[r].Any());

    IEnumerable<(string Name, string Text)> Parts()
    {
        yield return ("out", Join(rows["out"].Select(r => Show(r, "text"))));
        yield return ("log", Join(Journal()));
        yield return ("act", Join(rows["act"].Select(r => Show(r, "wf", "id", "status", "outcomes")).Order(StringComparer.Ordinal)));
        yield return ("phase", Join(rows["phase"].Select(r => Show(r, "status", "subStatus"))));
        yield return ("incident", Join(rows["incident"].Select(r => Show(r, "wf", "activity")).Order(StringComparer.Ordinal)));
        yield return ("final", Join(rows["final"].Select(r => Generated().Replace(Show(r, "wf", "status", "subStatus", "name", "correlationId", "incidentCount", "vars", "output"), "\"*\"")).Order(StringComparer.Ordinal)));
    }

    IEnumerable<string> Journal()
    {
        string? last = null;
        foreach (var entry in rows["log"].Select(r => Show(r, "wf", "ev", "id")))
        {
            if (entry != last) yield return entry;
            last = entry;
        }
    }

    static string Join(IEnumerable<string> items) => string.Join(" | ", items);

    static string Show(JsonElement row, params string[] members) =>
        string.Join(' ', members.Select(m => row.TryGetProperty(m, out var value) ? Show(value) : "null"));

    static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}:{Show(p.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Show))}]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString("0.#############################", CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };

    [GeneratedRegex(@"""([0-9a-f]{16,32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4}-\d\d-\d\dT[^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Generated();
}
