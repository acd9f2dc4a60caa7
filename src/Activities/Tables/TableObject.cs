using System.Text.Json;

namespace Lendflow.Activities.Tables;

/// <summary>One JSON object of a table, read strictly: whatever is missing, of the wrong kind or unknown is noted with its path,
/// and reading goes on with a harmless stand-in so that one look shows every problem.</summary>
internal sealed class TableObject(JsonElement json, string path, Action<string, string> note)
{
    readonly HashSet<string> known = [];

    delegate bool Parse<T>(JsonElement value, out T result);

    public string Text(string key) => Read(key, "a text that is not blank", "", ParseText);

    public bool FlagOr(string key, bool standard) => Has(key) ? Read<bool>(key, "true or false", standard, ParseFlag) : standard;

    public DateOnly Date(string key) => Read<DateOnly>(key, "a date such as 2026-01-31", default, ParseDate);

    public int Whole(string key, int from, int to) => Read(key, $"a whole number from {from} to {to}", from,
        (JsonElement value, out int number) =>
        {
            number = from;
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number) && number >= from && number <= to;
        });

    public int? WholeOrNull(string key, int from, int to) => Has(key) ? Whole(key, from, to) : null;

    /// <summary>A number that is zero or more.</summary>
    public decimal Number(string key) => Read<decimal>(key, "a number that is not negative", 0, ParseNumber);

    public decimal? NumberOrNull(string key) => Has(key) ? Number(key) : null;

    /// <summary>One of an enumeration's names, written in kebab case.</summary>
    public T OneOf<T>(string key) where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(Word);
        return Read(key, $"one of {string.Join(", ", words.Keys)}", default,
            (JsonElement value, out T result) =>
            {
                result = default;
                return value.ValueKind == JsonValueKind.String && words.TryGetValue(value.GetString()!, out result);
            });
    }

    public IReadOnlyList<string> Texts(string key) => Items<string>(key, "a text that is not blank", ParseText);

    public IReadOnlyList<int> Wholes(string key) => Items<int>(key, "a whole number",
        (JsonElement value, out int number) =>
        {
            number = 0;
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        });

    public IReadOnlyDictionary<string, string> TextsByNameOrNone(string key)
    {
        var texts = new Dictionary<string, string>();
        if (!Has(key)) return texts;
        foreach (var property in Object(key, "an object of texts"))
            if (ParseText(property.Value, out var text)) texts[property.Name] = text;
            else Note($"{key}.{property.Name}", $"Expected a text, but found {Shown(property.Value)}");
        return texts;
    }

    public IReadOnlyList<T> Rows<T>(string key, Func<TableObject, T> read)
    {
        var rows = new List<T>();
        foreach (var (value, at) in List(key, "a list of objects"))
            if (value.ValueKind == JsonValueKind.Object) rows.Add(Whole(value, at, note, read));
            else note(at, $"Expected an object, but found {Shown(value)}");
        return rows;
    }

    public T Child<T>(string key, Func<TableObject, T> read, T standIn)
    {
        known.Add(key);
        if (json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object)
            return Whole(value, At(key), note, read);
        Note(key, "Expected an object, but found " + (json.TryGetProperty(key, out value) ? Shown(value) : "none"));
        return standIn;
    }

    /// <summary>A value as it is; undefined and noted when it is missing.</summary>
    public JsonElement Json(string key) => Read(key, "a value", default, (JsonElement value, out JsonElement result) => (result = value.Clone()).ValueKind != JsonValueKind.Undefined);

    public bool Has(string key)
    {
        known.Add(key);
        return json.TryGetProperty(key, out _);
    }

    public void Note(string key, string message) => note(At(key), message);

    /// <summary>Reads an object and then refuses the keys that reading did not ask for.</summary>
    public static T Whole<T>(JsonElement json, string path, Action<string, string> note, Func<TableObject, T> read)
    {
        var reader = new TableObject(json, path, note);
        var result = read(reader);
        foreach (var property in json.EnumerateObject())
            if (!reader.known.Contains(property.Name))
                reader.Note(property.Name, $"Expected one of {string.Join(", ", reader.known)}, but this key is unknown");
        return result;
    }

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    T Read<T>(string key, string expected, T standIn, Parse<T> parse)
    {
        if (!Has(key)) Note(key, $"Expected {expected}, but it is missing");
        else if (parse(json.GetProperty(key), out var result)) return result;
        else Note(key, $"Expected {expected}, but found {Shown(json.GetProperty(key))}");
        return standIn;
    }

    List<T> Items<T>(string key, string expected, Parse<T> parse)
    {
        var items = new List<T>();
        foreach (var (value, at) in List(key, "a list"))
            if (parse(value, out var item)) items.Add(item);
            else note(at, $"Expected {expected}, but found {Shown(value)}");
        return items;
    }

    IEnumerable<(JsonElement Value, string At)> List(string key, string expected)
    {
        var list = Read(key, expected, default,
            (JsonElement value, out JsonElement result) => (result = value).ValueKind == JsonValueKind.Array);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select((value, i) => (value, $"{At(key)}[{i}]")) : [];
    }

    JsonElement.ObjectEnumerator Object(string key, string expected)
    {
        var value = Read(key, expected, default,
            (JsonElement value, out JsonElement result) => (result = value).ValueKind == JsonValueKind.Object);
        return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
    }

    string At(string key) => path.Length == 0 ? key : $"{path}.{key}";

    static string Shown(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..57] + "..." : value.GetRawText();

    static bool ParseText(JsonElement value, out string text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return !string.IsNullOrWhiteSpace(text);
    }

    static bool ParseFlag(JsonElement value, out bool flag)
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    static bool ParseDate(JsonElement value, out DateOnly date)
    {
        date = default;
        return value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out date);
    }

    static bool ParseNumber(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out number) && number >= 0;
    }
}
