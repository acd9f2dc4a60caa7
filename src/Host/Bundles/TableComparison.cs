using System.Text.Json;

namespace Lendflow.Host.Bundles;

/// <summary>What differs between two editions of a table, row by row: a row is known by its key and not by its place.</summary>
static class TableComparison
{
    static readonly string[] Keys = ["key", "code", "step", "track", "kind", "reason", "date", "product", "segment", "name"];
    static readonly string[] AboutTheEdition = ["version", "effectiveFrom"];

    public static IReadOnlyList<TableChange> Compare(JsonElement before, JsonElement after) =>
        [.. Members(before, after, "").Where(c => !AboutTheEdition.Contains(c.Where))];

    static IEnumerable<TableChange> Compare(JsonElement? before, JsonElement? after, string where) => (before, after) switch
    {
        ({ } was, { } now) when JsonElement.DeepEquals(was, now) => [],
        ({ ValueKind: JsonValueKind.Object } was, { ValueKind: JsonValueKind.Object } now) => Members(was, now, where),
        ({ ValueKind: JsonValueKind.Array } was, { ValueKind: JsonValueKind.Array } now) when HasRows(was) || HasRows(now) => Rows(was, now, where),
        (null, { } now) => [new TableChange(ChangeKind.Added, where, null, Told(now))],
        ({ } was, null) => [new TableChange(ChangeKind.Removed, where, Told(was), null)],
        _ => [new TableChange(ChangeKind.Changed, where, Told(before!.Value), Told(after!.Value))],
    };

    static IEnumerable<TableChange> Members(JsonElement before, JsonElement after, string where) =>
        before.EnumerateObject().Select(m => m.Name).Union(after.EnumerateObject().Select(m => m.Name))
            .SelectMany(name => Compare(Member(before, name), Member(after, name), where.Length == 0 ? name : $"{where}.{name}"));

    static IEnumerable<TableChange> Rows(JsonElement before, JsonElement after, string where)
    {
        var (was, now) = (ByKey(before), ByKey(after));
        return was.Keys.Union(now.Keys).SelectMany(key => Compare(Row(was, key), Row(now, key), $"{where}[{key}]"));
    }

    static JsonElement? Row(Dictionary<string, JsonElement> rows, string key) => rows.TryGetValue(key, out var row) ? row : null;

    static JsonElement? Member(JsonElement of, string name) => of.TryGetProperty(name, out var member) ? member : null;

    static bool HasRows(JsonElement list) => list.EnumerateArray().Any(i => i.ValueKind == JsonValueKind.Object);

    /// <summary>Rows of the same key are told apart by their order.</summary>
    static Dictionary<string, JsonElement> ByKey(JsonElement list)
    {
        var rows = new Dictionary<string, JsonElement>();
        foreach (var row in list.EnumerateArray())
        {
            var (key, number) = (KeyOf(row), 1);
            while (!rows.TryAdd(number == 1 ? key : $"{key} #{number}", row)) number++;
        }
        return rows;
    }

    static string KeyOf(JsonElement row) => row.ValueKind != JsonValueKind.Object
        ? Told(row)
        : string.Join(' ', Keys.Where(k => row.TryGetProperty(k, out var value) && value.ValueKind == JsonValueKind.String).Take(2).Select(k => row.GetProperty(k).GetString())) is { Length: > 0 } key ? key : "row";

    static string Told(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.EnumerateArray().All(i => i.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) => string.Join(", ", value.EnumerateArray().Select(Told)),
        _ => value.GetRawText(),
    };
}

/// <summary>One thing that differs in a table.</summary>
/// <param name="Where">The row by its key, and the member of it: <c>rows[cny-instant].upTo</c>.</param>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it is gone.</param>
sealed record TableChange(ChangeKind Kind, string Where, string? Before, string? After);
