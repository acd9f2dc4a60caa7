using System.Globalization;
using System.Text.Json;

namespace Lendflow.Activities.Scoring;

/// <summary>An object in a JSON file under strict reading: what is missing, of the wrong kind or unknown is noted with its
/// path, and reading goes on with a stand-in value so that every problem is found at once.</summary>
sealed class JsonSection
{
    readonly Dictionary<string, JsonElement> _unread = new(StringComparer.Ordinal);
    readonly List<TableProblem> _problems;
    readonly bool _isObject;

    public JsonSection(JsonElement element, string path, List<TableProblem> problems)
    {
        Path = path;
        _problems = problems;
        _isObject = element.ValueKind == JsonValueKind.Object;
        if (!_isObject)
            Problem("", $"Expected an object, but found {Describe(element)}.");
        else
            foreach (var property in element.EnumerateObject())
                _unread[property.Name] = property.Value;
    }

    public string Path { get; }

    public void Problem(string name, string message) => _problems.Add(new TableProblem(PathOf(name), message));

    public bool Has(string name) => _unread.ContainsKey(name);

    public string Text(string name) => Value(name, "a text that is not empty",
        value => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null, "");

    public int Integer(string name) => Value<int>(name, "a whole number",
        value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null) ?? 0;

    public decimal Number(string name) => OptionalNumber(name, required: true) ?? 0;

    public decimal? OptionalNumber(string name, bool required = false) => !required && !Has(name) ? null
        : Value<decimal>(name, "a number", value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null);

    /// <summary>A share between 0 and 1; null when absent.</summary>
    public double? OptionalShare(string name) => !Has(name) ? null
        : Value<double>(name, "a number from 0 to 1",
            value => value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 1 and var share ? share : null);

    public DateOnly Date(string name) => Value<DateOnly>(name, "a date such as 2026-01-31",
        value => value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null) ?? default;

    public bool True(string name) => Value<bool>(name, "true", value => value.ValueKind == JsonValueKind.True ? true : null) ?? false;

    public JsonSection Section(string name) => new(Take(name) ?? default, PathOf(name), _problems);

    public IReadOnlyDictionary<string, decimal> Numbers(string name)
    {
        var section = Section(name);
        return section._unread.Keys.ToArray().ToDictionary(key => key, section.Number, StringComparer.Ordinal);
    }

    public IReadOnlyList<T> List<T>(string name, Func<JsonSection, T> read) =>
        Items(name).Select((item, index) =>
        {
            var section = new JsonSection(item, $"{PathOf(name)}[{index}]", _problems);
            var value = read(section);
            section.Close();
            return value;
        }).ToArray();

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (item, index) in Items(name).Select((item, index) => (item, index)))
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!);
            else
                Problem($"{name}[{index}]", $"Expected a text, but found {Describe(item)}.");
        return texts;
    }

    /// <summary>The element as it stands, for a part with a reader of its own; null when absent.</summary>
    public JsonElement? Take(string name) => _unread.Remove(name, out var value) ? value : null;

    /// <summary>Notes every property nobody read: a misspelt name must not be ignored.</summary>
    public void Close()
    {
        foreach (var name in _unread.Keys)
            Problem(name, "Expected no property of this name, but found one.");
    }

    JsonElement[] Items(string name)
    {
        if (Take(name) is { ValueKind: JsonValueKind.Array } list)
            return [.. list.EnumerateArray()];
        if (_isObject)
            Problem(name, "Expected a list, but found none.");
        return [];
    }

    T Value<T>(string name, string expected, Func<JsonElement, T?> read, T standIn) where T : class
    {
        var value = Take(name);
        if (value is { } element && read(element) is { } result)
            return result;
        Unexpected(name, expected, value);
        return standIn;
    }

    T? Value<T>(string name, string expected, Func<JsonElement, T?> read) where T : struct
    {
        var value = Take(name);
        if (value is { } element && read(element) is { } result)
            return result;
        Unexpected(name, expected, value);
        return null;
    }

    /// <summary>Silent inside a section that is no object: that is the problem, noted once.</summary>
    void Unexpected(string name, string expected, JsonElement? value)
    {
        if (_isObject)
            Problem(name, $"Expected {expected}, but found {(value is { } found ? Describe(found) : "nothing")}.");
    }

    string PathOf(string name) => name.Length == 0 ? Path : $"{Path}.{name}";

    static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => element.GetRawText(),
    };
}
