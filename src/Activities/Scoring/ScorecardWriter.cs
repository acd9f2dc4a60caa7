using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lendflow.Activities.Scoring;

/// <summary>Writes a scorecard so that a person can read and review it: a bin, a grade or a coefficient takes one line.</summary>
static class ScorecardWriter
{
    const int LineWidth = 170;

    public static readonly JsonSerializerOptions Training = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Scorecard card)
    {
        var text = new StringBuilder();
        Append(text, NodeOf(card), 0);
        return text.Append('\n').ToString();
    }

    static JsonObject NodeOf(Scorecard card)
    {
        var node = new JsonObject
        {
            ["name"] = card.Name,
            ["version"] = card.Version,
            ["effectiveFrom"] = card.EffectiveFrom.ToString("yyyy-MM-dd"),
            ["title"] = card.Title,
            ["titleZh"] = card.TitleZh,
            ["currency"] = card.Currency,
            ["exchangeRates"] = new JsonObject(card.ExchangeRates.Select(rate => KeyValuePair.Create(rate.Key, (JsonNode?)rate.Value))),
            ["scaling"] = JsonSerializer.SerializeToNode(card.Scaling, Training),
            ["basePoints"] = card.BasePoints,
            ["characteristics"] = List(card.Characteristics, NodeOf),
            ["expertCharacteristics"] = List(card.ExpertCharacteristics, NodeOf),
            ["grades"] = JsonSerializer.SerializeToNode(card.Grades, Training),
            ["cutOffs"] = JsonSerializer.SerializeToNode(card.CutOffs, Training),
        };
        if (card.Training is not null)
            node["training"] = JsonSerializer.SerializeToNode(card.Training, Training);
        return node;
    }

    static JsonObject NodeOf(Characteristic characteristic) => new()
    {
        ["feature"] = characteristic.Feature,
        ["label"] = characteristic.Label,
        ["labelZh"] = characteristic.LabelZh,
        ["reasonCode"] = characteristic.ReasonCode,
        ["reason"] = characteristic.Reason,
        ["reasonZh"] = characteristic.ReasonZh,
        ["bins"] = List(characteristic.Bins, NodeOf),
    };

    static JsonObject NodeOf(Bin bin)
    {
        var node = new JsonObject();
        switch (bin.Range)
        {
            case BinRange.Between range:
                Add(node, "from", range.From);
                Add(node, "to", range.To);
                break;
            case BinRange.OneOf range:
                node["values"] = List(range.Values, value => JsonValue.Create(value));
                break;
            case BinRange.Otherwise:
                node["otherwise"] = true;
                break;
            case BinRange.Missing:
                node["missing"] = true;
                break;
        }

        node["label"] = bin.Label;
        node["labelZh"] = bin.LabelZh;
        node["points"] = bin.Points;
        Add(node, "share", bin.Share);
        Add(node, "badRate", bin.BadRate);
        return node;
    }

    static void Add<T>(JsonObject node, string name, T? value) where T : struct
    {
        if (value is { } present)
            node[name] = JsonValue.Create(present);
    }

    static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    /// <summary>A node that fits on a line stays on it; a longer one gets a line per member.</summary>
    static void Append(StringBuilder text, JsonNode? node, int indent)
    {
        var line = node?.ToJsonString(Training) ?? "null";
        if (node is not (JsonObject or JsonArray) || (indent > 0 && line.Length + indent <= LineWidth && IsFlat(node)))
        {
            text.Append(node is JsonObject or JsonArray ? Spaced(node) : line);
            return;
        }

        var members = node is JsonObject properties
            ? properties.Select(property => (Name: $"{JsonSerializer.Serialize(property.Key, Training)}: ", property.Value))
            : node.AsArray().Select(item => (Name: "", Value: item));
        var inner = new string(' ', indent + 2);
        var separator = "\n";
        text.Append(node is JsonObject ? '{' : '[');
        foreach (var (name, value) in members)
        {
            text.Append(separator).Append(inner).Append(name);
            Append(text, value, indent + 2);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', indent).Append(node is JsonObject ? '}' : ']');
    }

    static bool IsFlat(JsonNode node) => node is JsonObject properties
        ? properties.All(property => property.Value is not JsonObject && (property.Value is not JsonArray list || IsFlat(list)))
        : node.AsArray().All(item => item is JsonValue);

    static string Spaced(JsonNode? node) => node switch
    {
        JsonObject properties => "{ " + string.Join(", ", properties.Select(property => $"{JsonSerializer.Serialize(property.Key, Training)}: {Spaced(property.Value)}")) + " }",
        JsonArray list => "[" + string.Join(", ", list.Select(Spaced)) + "]",
        _ => node?.ToJsonString(Training) ?? "null",
    };
}
