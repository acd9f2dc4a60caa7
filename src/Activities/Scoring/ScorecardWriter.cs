using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lendflow.Activities.Scoring;

/// <summary>The JSON of a scorecard, laid out so that a bin, a grade or a coefficient takes one line.</summary>
static class ScorecardWriter
{
    public static readonly JsonSerializerOptions Training = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write(Scorecard card) => ReadableJson.Write(NodeOf(card));

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
            ["exchangeRates"] = List(card.ExchangeRates, rate => new JsonObject { ["currency"] = rate.Key, ["rate"] = rate.Value }),
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
}
