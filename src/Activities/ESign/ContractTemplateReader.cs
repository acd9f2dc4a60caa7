using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.Activities.ESign;

/// <summary>Reads the JSON of a template and notes everything wrong with it; what cannot be read is taken as empty.</summary>
internal sealed class ContractTemplateReader
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    private readonly List<Problem> problems = [];
    private readonly HashSet<string> used = [];

    public IReadOnlyList<Problem> Problems => problems;

    public void Report(string path, string message) => problems.Add(new Problem(path, message));

    public JsonElement? Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException broken)
        {
            Report("$", $"Expected JSON, but {broken.Message}");
            return null;
        }
    }

    /// <summary>The members of an object, which must be exactly these.</summary>
    public Dictionary<string, JsonElement> Members(JsonElement element, string path, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report(path, $"Expected an object, but it is {Shown(element)}.");
            return Nothing;
        }
        var members = element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        foreach (var name in members.Keys)
            if (!names.Contains(name))
                Report($"{path}.{name}", $"Expected only {string.Join(", ", names!)}, but there is '{name}'.");
        foreach (var name in names)
            if (!members.ContainsKey(name))
                Report($"{path}.{name}", "Expected a value, but it is missing.");
        return members;
    }

    public IEnumerable<(JsonElement Element, string Path)> Items(Dictionary<string, JsonElement> members, string path, string name)
    {
        if (!members.TryGetValue(name, out var element))
            return [];
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Select((item, index) => (item, $"{path}.{name}[{index}]"));
        Report($"{path}.{name}", $"Expected a list, but it is {Shown(element)}.");
        return [];
    }

    /// <summary>The kind of a block; empty when it has none.</summary>
    public string Kind(JsonElement block, string path)
    {
        if (block.ValueKind == JsonValueKind.Object && block.TryGetProperty("kind", out var kind))
            return String(kind, $"{path}.kind");
        return "";
    }

    /// <summary>A text in both languages. A plain string holds for both.</summary>
    public Bilingual Text(Dictionary<string, JsonElement> members, string path, string name)
    {
        if (!members.TryGetValue(name, out var element))
            return new Bilingual("", "");
        if (element.ValueKind == JsonValueKind.String)
            return Checked(new Bilingual(String(element, $"{path}.{name}"), String(element, $"{path}.{name}")), $"{path}.{name}");

        var languages = Members(element, $"{path}.{name}", "zh", "en");
        return Checked(new Bilingual(Language(languages, $"{path}.{name}", "zh"), Language(languages, $"{path}.{name}", "en")), $"{path}.{name}");
    }

    public void MustOccurOnce(int count, string kind)
    {
        if (count != 1)
            Report("$.blocks", $"Expected one block of kind {kind}, but there are {count}.");
    }

    public void MustUseRequiredFields()
    {
        foreach (var name in ContractFields.Required.Where(name => !used.Contains(name)))
            Report("$.blocks", $"Expected the contract to state {{{{{name}}}}}, but it does not.");
    }

    private Bilingual Checked(Bilingual text, string path)
    {
        var (chinese, english) = (ContractFields.NamesIn(text.Chinese), ContractFields.NamesIn(text.English));
        foreach (var name in chinese.Union(english).Where(name => !ContractFields.Known.Contains(name)))
            Report(path, $"Expected a known field, but {{{{{name}}}}} is none of: {string.Join(", ", ContractFields.Known)}.");
        foreach (var name in chinese.Except(english))
            Report($"{path}.en", $"Expected both languages to state {{{{{name}}}}}, but the English text does not.");
        foreach (var name in english.Except(chinese))
            Report($"{path}.zh", $"Expected both languages to state {{{{{name}}}}}, but the Chinese text does not.");
        if (ContractFields.HasStrayBraces(text.Chinese + text.English))
            Report(path, "Expected braces only around fields, as in {{loan.amount}}, but there are others.");
        used.UnionWith(chinese);
        return text;
    }

    private string Language(Dictionary<string, JsonElement> languages, string path, string name) =>
        languages.TryGetValue(name, out var element) ? String(element, $"{path}.{name}") : "";

    private string String(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            return text;
        Report(path, $"Expected a text, but it is {Shown(element)}.");
        return "";
    }

    private static string Shown(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? "an empty one" : element.ValueKind.ToString().ToLowerInvariant();
}
