using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;

namespace Lendflow.Host.Elsa;

/// <summary>The activities of a definition as Studio reads them: each with the path of ids that journal and statistics hang on, and
/// of a type that is in the list of descriptors, because Studio draws nothing at all when one is not.</summary>
sealed class ActivityTree(IReadOnlyList<Offered> catalogue)
{
    public const string NotFound = "Elsa.NotFoundActivity";
    const string NodeId = "nodeId";
    const string Original = "originalActivityJson";

    /// <summary>Members that hold neither activities nor inputs.</summary>
    static readonly HashSet<string> Plain = ["metadata", "customProperties", "connections", "variables", "expression"];

    readonly Dictionary<(string, int), ElementDescriptor> _known = catalogue.ToDictionary(o => (o.Descriptor.Type, o.Descriptor.Version), o => o.Descriptor);
    readonly Dictionary<string, int> _numbers = [];
    readonly HashSet<string> _taken = [];

    /// <param name="parentPath">Path of what is around it, <c>Workflow1</c> for the root.</param>
    public JsonObject Write(JsonObject activity, string parentPath)
    {
        CollectIds(activity);
        return WriteActivity(activity, parentPath);
    }

    /// <summary>The opposite: what stood for an activity of an unknown type becomes it again, and paths go, because they follow from the ids.</summary>
    public static JsonNode? Restore(JsonNode? node)
    {
        if (node is JsonArray array) return new JsonArray([.. array.Select(Restore)]);
        if (node is not JsonObject source) return node?.DeepClone();
        if (Text(source, "type") == NotFound && Text(source, Original) is { } json && JsonNode.Parse(json) is JsonObject original)
        {
            foreach (var kept in (string[])["id", "name", "metadata"])
                if (source[kept] is { } value) original[kept] = value.DeepClone();
            return original;
        }
        return new JsonObject(source.Where(m => m.Key != NodeId).Select(m => KeyValuePair.Create(m.Key, Restore(m.Value))));
    }

    JsonObject WriteActivity(JsonObject source, string parentPath)
    {
        var (type, version) = (Text(source, "type")!, Number(source, "version") ?? 1);
        var id = Text(source, "id") is { Length: > 0 } given ? given : NextId(type);
        var path = $"{parentPath}:{id}";
        return _known.TryGetValue((type, version), out var descriptor)
            ? WriteKnown(source, descriptor, id, path)
            : StandIn(source, type, version, id, path);
    }

    JsonObject WriteKnown(JsonObject source, ElementDescriptor descriptor, string id, string path)
    {
        var written = new JsonObject
        {
            ["id"] = id,
            ["nodeId"] = path,
            ["name"] = Text(source, "name") ?? id,
            ["type"] = descriptor.Type,
            ["version"] = descriptor.Version,
            ["customProperties"] = CustomProperties(source),
            ["metadata"] = (source["metadata"] as JsonObject)?.DeepClone() ?? new JsonObject(),
        };
        foreach (var (key, value) in source)
        {
            var name = Camel(key);
            if (written.ContainsKey(name)) continue;
            written[name] = descriptor.Input(name) is { IsWrapped: true } input ? Wrapped(value, input) : Inner(name, value, path);
        }
        return written;
    }

    static JsonObject StandIn(JsonObject source, string type, int version, string id, string path) => new()
    {
        ["id"] = id,
        ["nodeId"] = path,
        ["name"] = Text(source, "name") ?? id,
        ["type"] = NotFound,
        ["version"] = 1,
        ["customProperties"] = CustomProperties(source),
        ["metadata"] = (source["metadata"] as JsonObject)?.DeepClone() ?? new JsonObject(),
        ["missingTypeName"] = type,
        ["missingTypeVersion"] = version,
        [Original] = source.ToJsonString(ElsaJson.Options),
    };

    /// <summary>What a member holds, with every activity in it written, however deep (ports, cases, states).</summary>
    JsonNode? Inner(string name, JsonNode? value, string path) => value switch
    {
        null => null,
        _ when Plain.Contains(name) => value.DeepClone(),
        JsonArray items => new JsonArray([.. items.Select(i => Inner("", i, path))]),
        JsonObject inner when IsActivity(inner) => WriteActivity(inner, path),
        JsonObject inner => new JsonObject(inner.Select(m => KeyValuePair.Create(m.Key, Inner(m.Key, m.Value, path)))),
        _ => value.DeepClone(),
    };

    /// <summary>An input as an expression; a bare value is a literal.</summary>
    static JsonObject? Wrapped(JsonNode? value, InputDescriptor input)
    {
        if (value is null) return null;
        if (value is not JsonObject wrapped) return new JsonObject { ["typeName"] = input.Type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = AsText(value) } };
        var written = (JsonObject)wrapped.DeepClone();
        if (written["expression"] is JsonObject expression && expression["value"] is { } scalar && scalar is JsonValue) expression["value"] = AsText(scalar);
        return written;
    }

    /// <summary>Studio's editors hold texts; a switch is <c>True</c> or <c>False</c>.</summary>
    static string AsText(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => value.ToJsonString(ElsaJson.Options),
    };

    static JsonObject CustomProperties(JsonObject source)
    {
        var properties = (JsonObject)((source["customProperties"] as JsonObject)?.DeepClone() ?? new JsonObject());
        properties.TryAdd("canStartWorkflow", false);
        properties.TryAdd("runAsynchronously", false);
        return properties;
    }

    /// <summary>Numbered by type, as the engine numbers what has no id.</summary>
    string NextId(string type)
    {
        var shortName = type[(type.LastIndexOf('.') + 1)..];
        string id;
        do id = $"{shortName}{_numbers[shortName] = _numbers.GetValueOrDefault(shortName) + 1}"; while (!_taken.Add(id));
        return id;
    }

    void CollectIds(JsonNode? node)
    {
        if (node is JsonArray items) foreach (var item in items) CollectIds(item);
        if (node is not JsonObject members) return;
        if (Text(members, "id") is { } id) _taken.Add(id);
        foreach (var (_, value) in members) CollectIds(value);
    }

    /// <summary>Types of activities have a namespace; a workflow used as an activity has none, but says so.</summary>
    static bool IsActivity(JsonObject candidate) =>
        Text(candidate, "type") is { Length: > 0 } type && (type.Contains('.') || candidate.ContainsKey("workflowDefinitionId") || (candidate.ContainsKey("id") && candidate.ContainsKey("version")));

    public static string? Text(JsonObject source, string name) => Member(source, name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static int? Number(JsonObject source, string name) => Member(source, name) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    static JsonNode? Member(JsonObject source, string name) =>
        source.TryGetPropertyValue(name, out var exact) ? exact : source.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
