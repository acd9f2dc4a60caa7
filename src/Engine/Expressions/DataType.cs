using System.Collections.Concurrent;

namespace Lendflow.Engine.Expressions;

/// <summary>A type that values are converted to, named by Elsa's aliases.</summary>
/// <param name="Name">Alias, for example <c>Decimal</c> or <c>List&lt;String&gt;</c>.</param>
/// <param name="Item">Type of the items, for collections; null for everything else.</param>
public sealed record DataType(string Name, DataKind Kind, DataType? Item = null)
{
    static readonly Dictionary<string, (string Alias, DataKind Kind)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = ("String", DataKind.Text),
        ["Int16"] = ("Int16", DataKind.Whole), ["Int32"] = ("Int32", DataKind.Whole), ["Int64"] = ("Int64", DataKind.Whole), ["Long"] = ("Int64", DataKind.Whole),
        ["Single"] = ("Single", DataKind.Real), ["Double"] = ("Double", DataKind.Real), ["Decimal"] = ("Decimal", DataKind.Exact),
        ["Boolean"] = ("Boolean", DataKind.Flag),
        ["Guid"] = ("Guid", DataKind.Guid),
        ["DateTime"] = ("DateTime", DataKind.Moment), ["DateTimeOffset"] = ("DateTimeOffset", DataKind.Moment),
        ["ByteArray"] = ("ByteArray", DataKind.Bytes), ["TimeSpan"] = ("TimeSpan", DataKind.Span),
        ["JSON"] = ("JSON", DataKind.Json), ["ExpandoObject"] = ("JSON", DataKind.Json), ["JsonElement"] = ("JsonElement", DataKind.Json),
        ["JsonNode"] = ("JsonNode", DataKind.Json), ["JsonObject"] = ("JsonObject", DataKind.Json),
        ["StringDictionary"] = ("StringDictionary", DataKind.Json), ["ObjectDictionary"] = ("ObjectDictionary", DataKind.Json),
        ["StringMap"] = ("StringMap", DataKind.Json), ["ObjectMap"] = ("ObjectMap", DataKind.Json), ["HttpHeaders"] = ("HttpHeaders", DataKind.Json),
    };

    static readonly string[] Collections = ["List", "IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "ISet", "HashSet", "Collection"];

    /// <summary>Names come from definitions, so there are not many.</summary>
    static readonly ConcurrentDictionary<string, DataType> Parsed = new();

    public static readonly DataType Any = new("Object", DataKind.Any);

    /// <summary>Reads an alias or CLR name; what is not known takes any value.</summary>
    public static DataType Parse(string name, bool isArray = false)
    {
        var type = Parsed.GetOrAdd(name, static n => ParseOne(n.Trim()));
        return isArray ? new DataType($"{type.Name}[]", DataKind.List, type) : type;
    }

    static DataType ParseOne(string name)
    {
        if (name.Equals("Byte[]", StringComparison.OrdinalIgnoreCase)) return ParseOne("ByteArray");
        if (name.EndsWith("[]", StringComparison.Ordinal)) return new DataType(name, DataKind.List, ParseOne(name[..^2]));
        if (name.EndsWith('>') && name.IndexOf('<') is > 0 and var open && Collections.Contains(Short(name[..open])))
            return new DataType(name, DataKind.List, ParseOne(name[(open + 1)..^1]));
        if (name.Equals("JsonArray", StringComparison.OrdinalIgnoreCase)) return new DataType("JsonArray", DataKind.List, Any);
        return Known.TryGetValue(Short(name.Split(',')[0]), out var known) ? new DataType(known.Alias, known.Kind) : Any with { Name = name };
    }

    static string Short(string name) => name[(name.LastIndexOf('.') + 1)..];
}

/// <summary>How values of a type are converted.</summary>
public enum DataKind { Any, Text, Whole, Real, Exact, Flag, Guid, Moment, Span, Bytes, Json, List }
