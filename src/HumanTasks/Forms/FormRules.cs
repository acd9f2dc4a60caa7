using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lendflow.Engine.Definitions;

namespace Lendflow.HumanTasks.Forms;

/// <summary>Checks what was entered in a form against its schema: every problem at once, each with the path of its value. The
/// browser checks by the same rules (src/Web/src/forms/check.ts); tests/forms.json holds cases that both must judge alike.</summary>
public static class FormRules
{
    const int MostCharactersShown = 60;

    static readonly Regex Amount = new(@"\A-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?\z", RegexOptions.NonBacktracking);
    static readonly Regex Day = new(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.NonBacktracking);

    /// <param name="schema">The form: a JSON Schema of type object within what <see cref="FormSchema"/> allows.</param>
    /// <param name="path">Of the value as a whole, for example <c>form</c>.</param>
    /// <param name="alsoRequired">Fields that must be filled beyond those the schema requires.</param>
    public static IReadOnlyList<Problem> Check(JsonElement schema, JsonElement value, string path, IReadOnlyList<string>? alsoRequired = null)
    {
        var problems = new List<Problem>();
        CheckGroup(schema, value, path, FormField.Texts(schema, "required").Concat(alsoRequired ?? []), problems);
        return problems;
    }

    /// <summary>The documents a form refers to, with the paths of the references.</summary>
    public static IEnumerable<(string Path, string Id)> DocumentsOf(JsonElement schema, JsonElement value, string path)
    {
        foreach (var property in FormField.PropertiesOf(schema))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(property.Name, out var entered)) continue;
            foreach (var found in DocumentsIn(property.Value, entered, $"{path}.{property.Name}")) yield return found;
        }
    }

    static IEnumerable<(string Path, string Id)> DocumentsIn(JsonElement schema, JsonElement value, string path) => FormField.KindOf(schema) switch
    {
        FieldKind.Document when value.ValueKind == JsonValueKind.String && !FormField.IsEmpty(schema, value) => [(path, value.GetString()!)],
        FieldKind.Signature when FormField.Text(value, "document") is { Length: > 0 } id => [($"{path}.document", id)],
        FieldKind.Group => DocumentsOf(schema, value, path),
        FieldKind.Table when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((row, i) => DocumentsOf(schema.GetProperty("items"), row, $"{path}[{i}]")),
        _ => [],
    };

    /// <summary>What is said of a document that the case does not have.</summary>
    public static Problem NoDocument(string path, string id) => FormMessages.Of(path, "document", id);

    static void CheckGroup(JsonElement schema, JsonElement value, string path, IEnumerable<string> required, List<Problem> problems)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            problems.Add(FormMessages.Of(path, "group", Found(value)));
            return;
        }
        var fields = FormField.PropertiesOf(schema).ToDictionary(p => p.Name, p => p.Value);
        foreach (var name in required.Distinct())
            if (FormField.IsEmpty(fields.GetValueOrDefault(name), Member(value, name))) problems.Add(FormMessages.Of($"{path}.{name}", "required"));
        foreach (var (name, field) in fields)
            if (Member(value, name) is var entered && !FormField.IsEmpty(field, entered)) CheckValue(field, entered, $"{path}.{name}", problems);
        if (fields.Count > 0 && value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject().Where(m => !fields.ContainsKey(m.Name))) problems.Add(FormMessages.Of($"{path}.{member.Name}", "unknown"));
    }

    static void CheckValue(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        var problem = FormField.KindOf(schema) switch
        {
            FieldKind.Text => WrongText(schema, value, path),
            FieldKind.Choice => WrongChoice(schema, value, path),
            FieldKind.Date => WrongDate(schema, value, path),
            FieldKind.Document => value.ValueKind == JsonValueKind.String ? null : FormMessages.Of(path, "text", Found(value)),
            FieldKind.Number => WrongNumber(schema, value, path, isWhole: false),
            FieldKind.Integer => WrongNumber(schema, value, path, isWhole: true),
            FieldKind.YesNo => WrongYesNo(schema, value, path),
            FieldKind.Money => WrongMoney(schema, value, path),
            FieldKind.Choices => WrongList(value, path) ?? WrongChoices(schema, value, path, problems),
            FieldKind.Table => WrongList(value, path) ?? WrongTable(schema, value, path, problems),
            _ => null,
        };
        if (problem is not null) problems.Add(problem);
        if (FormField.KindOf(schema) == FieldKind.Group) CheckGroup(schema, value, path, FormField.Texts(schema, "required"), problems);
        if (FormField.KindOf(schema) == FieldKind.Signature) CheckGroup(FormSchema.OfSignature, value, path, FormField.Texts(FormSchema.OfSignature, "required"), problems);
    }

    static Problem? WrongText(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String) return FormMessages.Of(path, "text", Found(value));
        var text = value.GetString()!;
        if (schema.TryGetProperty("minLength", out var min) && text.Length < min.GetInt32()) return FormMessages.Of(path, "shortest", $"{min.GetInt32()}", $"{text.Length}");
        if (schema.TryGetProperty("maxLength", out var max) && text.Length > max.GetInt32()) return FormMessages.Of(path, "longest", $"{max.GetInt32()}", $"{text.Length}");
        return FormField.Text(schema, "pattern") is { } pattern && FormPattern.Read(pattern, out _) is { } regex && !regex.IsMatch(text)
            ? FormMessages.Of(path, "pattern", FormField.Text(schema, "example") ?? pattern, Shown(text)) : null;
    }

    static Problem? WrongChoice(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String) return FormMessages.Of(path, "text", Found(value));
        var choices = FormField.Texts(schema, "enum");
        return choices.Contains(value.GetString()!) ? null : FormMessages.Of(path, "choice", string.Join(", ", choices), Shown(value.GetString()!));
    }

    static Problem? WrongDate(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String) return FormMessages.Of(path, "text", Found(value));
        var day = value.GetString()!;
        if (!IsDate(day)) return FormMessages.Of(path, "date", Shown(day));
        if (FormField.Text(schema, "formatMinimum") is { } first && string.CompareOrdinal(day, first) < 0) return FormMessages.Of(path, "earliest", first, day);
        return FormField.Text(schema, "formatMaximum") is { } last && string.CompareOrdinal(day, last) > 0 ? FormMessages.Of(path, "latest", last, day) : null;
    }

    static Problem? WrongNumber(JsonElement schema, JsonElement value, string path, bool isWhole)
    {
        if (value.ValueKind != JsonValueKind.Number) return FormMessages.Of(path, isWhole ? "integer" : "number", Found(value));
        if (!value.TryGetDecimal(out var number)) return FormMessages.Of(path, isWhole ? "integer" : "number", "found.huge");
        if (isWhole && number != decimal.Truncate(number)) return FormMessages.Of(path, "integer", Plain(number));
        return WrongSize(schema, number, path);
    }

    static Problem? WrongYesNo(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return FormMessages.Of(path, "boolean", Found(value));
        return value.ValueKind == JsonValueKind.False && schema.TryGetProperty("const", out var must) && must.ValueKind == JsonValueKind.True ? FormMessages.Of(path, "agree") : null;
    }

    static Problem? WrongMoney(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object) return FormMessages.Of(path, "group", Found(value));
        if (value.EnumerateObject().FirstOrDefault(m => m.Name is not ("amount" or "currency")) is { Value.ValueKind: not JsonValueKind.Undefined } other) return FormMessages.Of($"{path}.{other.Name}", "unknown");
        var (amount, currency) = (Member(value, "amount"), Member(value, "currency"));
        if (amount.ValueKind != JsonValueKind.String) return FormMessages.Of($"{path}.amount", "text", Found(amount));
        if (!Amount.IsMatch(amount.GetString()!)) return FormMessages.Of($"{path}.amount", "amount", Shown(amount.GetString()!));
        if (currency.ValueKind != JsonValueKind.String) return FormMessages.Of($"{path}.currency", "required");
        var currencies = FormField.Texts(schema, "currencies");
        if (!currencies.Contains(currency.GetString()!)) return FormMessages.Of($"{path}.currency", "choice", string.Join(", ", currencies), Shown(currency.GetString()!));
        return WrongSize(schema, decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture), $"{path}.amount");
    }

    static Problem? WrongSize(JsonElement schema, decimal number, string path)
    {
        if (Limit(schema, "minimum") is { } min && number < min) return FormMessages.Of(path, "least", Plain(min), Plain(number));
        return Limit(schema, "maximum") is { } max && number > max ? FormMessages.Of(path, "most", Plain(max), Plain(number)) : null;
    }

    static Problem? WrongList(JsonElement value, string path) => value.ValueKind == JsonValueKind.Array ? null : FormMessages.Of(path, "list", Found(value));

    static Problem? WrongChoices(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        var chosen = new HashSet<string>();
        foreach (var (i, item) in value.EnumerateArray().Index())
            if (WrongChoice(schema.GetProperty("items"), item, $"{path}[{i}]") is { } problem) problems.Add(problem);
            else if (!chosen.Add(item.GetString()!)) problems.Add(FormMessages.Of($"{path}[{i}]", "twice", item.GetString()!));
        return WrongCount(schema, value, path);
    }

    static Problem? WrongTable(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        var row = schema.GetProperty("items");
        foreach (var (i, item) in value.EnumerateArray().Index()) CheckGroup(row, item, $"{path}[{i}]", FormField.Texts(row, "required"), problems);
        return WrongCount(schema, value, path);
    }

    static Problem? WrongCount(JsonElement schema, JsonElement value, string path)
    {
        var count = value.GetArrayLength();
        if (schema.TryGetProperty("minItems", out var min) && count < min.GetInt32()) return FormMessages.Of(path, "fewest", $"{min.GetInt32()}", $"{count}");
        return schema.TryGetProperty("maxItems", out var max) && count > max.GetInt32() ? FormMessages.Of(path, "rows", $"{max.GetInt32()}", $"{count}") : null;
    }

    internal static bool IsDate(string text) => Day.IsMatch(text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    internal static bool IsAmount(string text) => Amount.IsMatch(text);

    /// <summary>A limit is a number; of money a text, so that no digit is lost.</summary>
    static decimal? Limit(JsonElement schema, string name) => !schema.TryGetProperty(name, out var limit) ? null
        : limit.ValueKind == JsonValueKind.Number ? limit.GetDecimal() : decimal.Parse(limit.GetString()!, CultureInfo.InvariantCulture);

    static JsonElement Member(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "found.text",
        JsonValueKind.Number => "found.number",
        JsonValueKind.True or JsonValueKind.False => "found.boolean",
        JsonValueKind.Array => "found.list",
        _ => "found.group",
    };

    static string Plain(decimal number) => number.ToString("0.##############################", CultureInfo.InvariantCulture);

    static string Shown(string text) => text.Length <= MostCharactersShown ? $"'{text}'" : $"'{text[..MostCharactersShown]}…'";
}
