using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Activities.Linting;
using Lendflow.Activities.Tests.Scoring;
using Lendflow.Activities.Tests.Tables;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;

namespace Lendflow.Activities.Tests.Linting;

/// <summary>The shipped flow, to spoil.</summary>
sealed class ChangedFlow
{
    static readonly Policy Policy = Policy.Load(Shipped.Folder, out _)!;
    static readonly ElementTable Elements = new(LendingActivities.All(Policy));
    static readonly string[] Groups = ["officers", "analysts", "reviewers", "managers", "directors"];

    readonly JsonObject json = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "workflows", "loan-origination.json")))!.AsObject();

    public static ChangedFlow AsShipped => new();

    JsonArray Arrows => (JsonArray)json["root"]!["connections"]!;

    JsonArray Steps => (JsonArray)json["root"]!["activities"]!;

    JsonObject this[string id] => Steps.OfType<JsonObject>().Single(s => (string?)s["id"] == id);

    /// <summary>Takes arrows away: <c>"eSign:Signed"</c>.</summary>
    public ChangedFlow Cut(string from)
    {
        var (step, port) = Split(from);
        foreach (var arrow in Arrows.OfType<JsonObject>().Where(a => (string?)a["source"]!["activity"] == step && (string?)a["source"]!["port"] == port).ToList()) Arrows.Remove(arrow);
        return this;
    }

    /// <summary>Lets an outcome lead elsewhere: <c>"chooseTrack:Fast > eSign"</c>.</summary>
    public ChangedFlow Lead(string arrow)
    {
        var (from, to) = (arrow.Split('>')[0].Trim(), arrow.Split('>')[1].Trim());
        var (step, port) = Split(from);
        Cut(from);
        Arrows.Add(new JsonObject { ["source"] = new JsonObject { ["activity"] = step, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to } });
        return this;
    }

    public ChangedFlow Unbind(string step, string input)
    {
        this[step].Remove(input);
        return this;
    }

    public ChangedFlow Bind(string step, string input, object value)
    {
        this[step][input] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = value is string ? "Literal" : "Object", ["value"] = value as string ?? JsonSerializer.Serialize(value) } };
        return this;
    }

    public ChangedFlow Add(string id, string type, params (string Input, object Value)[] inputs)
    {
        Steps.Add(new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 });
        foreach (var (input, value) in inputs) Bind(id, input, value);
        return this;
    }

    public Graph Graph => GraphBuilder.Build(DefinitionJson.Read(JsonSerializer.SerializeToElement(json), default, () => "id", out _)!, Elements);

    public IReadOnlyList<Finding> Check(Func<LenderFacts, LenderFacts>? lender = null)
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
        var facts = new LenderFacts(Shipped.Tables, now, Groups.ToHashSet());
        return new Linter([.. StructureRules.All, .. LendingRules.All(lender?.Invoke(facts) ?? facts)]).Check(Graph);
    }

    static (string Step, string Port) Split(string end) => (end.Split(':')[0].Trim(), end.Contains(':', StringComparison.Ordinal) ? end.Split(':')[1].Trim() : "Done");
}
