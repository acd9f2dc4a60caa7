using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;

namespace Lendflow.Host.Bundles;

/// <summary>What differs between two versions of a flow, told in its own terms: steps, arrows, who does them, by when, by which
/// rules. Where steps are drawn, and what is so anyway (nulls, false, empty lists), makes no difference.</summary>
static class FlowComparison
{
    static readonly HashSet<string> Owners = ["candidateGroups", "candidateUsers", "distinctFrom", "assignee"];
    static readonly HashSet<string> Limits = ["slaStep", "dueIn", "timeout", "timeoutInterval", "expiresIn", "cronExpression"];
    static readonly HashSet<string> AboutSteps = ["id", "nodeId", "metadata", "activities", "connections"];

    /// <param name="before">Null when the flow is new: every step of it is added then.</param>
    public static IReadOnlyList<FlowChange> Compare(WorkflowDefinition? before, WorkflowDefinition after)
    {
        var (old, now) = (Drawing.Of(before), Drawing.Of(after));
        return [.. Settings(old, now), .. Steps(old, now), .. Arrows(old, now), .. Named("variables", ChangedThing.Variable, old, now), .. Named("inputs", ChangedThing.Input, old, now), .. Named("outputs", ChangedThing.Output, old, now)];
    }

    static IEnumerable<FlowChange> Settings(Drawing old, Drawing now) =>
        old.Source.Count == 0 ? [] : Members(old.Source, now.Source, except: ["id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "links", "toolVersion", "root", "variables", "inputs", "outputs"])
            .Select(m => new FlowChange(ChangedThing.Setting, ChangeKind.Changed, m.Name, m.Name, m.Name, m.Before, m.After));

    static IEnumerable<FlowChange> Steps(Drawing old, Drawing now)
    {
        foreach (var (id, step) in now.Steps.Where(s => !old.Steps.ContainsKey(s.Key) && s.Value != now.Source["root"])) yield return Of(step, id, ChangedThing.Step, ChangeKind.Added);
        foreach (var (id, step) in old.Steps.Where(s => !now.Steps.ContainsKey(s.Key))) yield return Of(step, id, ChangedThing.Step, ChangeKind.Removed);
        foreach (var (id, step) in now.Steps)
        {
            if (!old.Steps.TryGetValue(id, out var was)) continue;
            if (NameOf(was, id) != NameOf(step, id)) yield return Of(step, id, ChangedThing.Step, ChangeKind.Renamed) with { Before = NameOf(was, id), After = NameOf(step, id) };
            foreach (var (name, before, after) in Members(was, step, AboutSteps))
                yield return Of(step, id, Owners.Contains(name) ? ChangedThing.Owner : Limits.Contains(name) ? ChangedThing.TimeLimit : ChangedThing.Rule, ChangeKind.Changed) with { Member = name, Before = before, After = after };
        }
    }

    static IEnumerable<FlowChange> Arrows(Drawing old, Drawing now) =>
        now.Arrows.Except(old.Arrows).Select(a => Arrow(a, now, ChangeKind.Added)).Concat(old.Arrows.Except(now.Arrows).Select(a => Arrow(a, old, ChangeKind.Removed)));

    static FlowChange Arrow((string From, string Port, string To) arrow, Drawing drawing, ChangeKind kind)
    {
        return new FlowChange(ChangedThing.Arrow, kind, arrow.From, Told(NameOf), null, null, null) { NameZh = Told((step, id) => ChineseOf(step) ?? NameOf(step, id)) };

        string Told(Func<JsonObject, string, string> nameOf) => $"{Name(arrow.From, nameOf)} · {arrow.Port} → {Name(arrow.To, nameOf)}";
        string Name(string id, Func<JsonObject, string, string> nameOf) => drawing.Steps.TryGetValue(id, out var step) ? nameOf(step, id) : id;
    }

    static IEnumerable<FlowChange> Named(string member, ChangedThing thing, Drawing old, Drawing now)
    {
        var (was, are) = (ByName(old.Source[member]), ByName(now.Source[member]));
        foreach (var name in was.Keys.Union(are.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (was.GetValueOrDefault(name), are.GetValueOrDefault(name));
            if (before == after) continue;
            yield return new FlowChange(thing, before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed, name, name, null, before, after);
        }
    }

    static Dictionary<string, string> ByName(JsonNode? items) =>
        (items as JsonArray)?.OfType<JsonObject>().GroupBy(i => Text(i, "name") ?? "").ToDictionary(i => i.Key, i => Told(i.First())!) ?? [];

    static IEnumerable<(string Name, string? Before, string? After)> Members(JsonObject old, JsonObject now, IReadOnlyCollection<string> except) =>
        old.Select(m => m.Key).Union(now.Select(m => m.Key)).Where(name => !except.Contains(name))
            .Select(name => (name, Told(old[name]), Told(now[name]))).Where(m => m.Item2 != m.Item3);

    static FlowChange Of(JsonObject step, string id, ChangedThing thing, ChangeKind kind) => new(thing, kind, id, NameOf(step, id), null, null, null) { NameZh = ChineseOf(step) };

    static string NameOf(JsonObject step, string id) => Text(step["metadata"], "displayText") ?? Text(step, "name") ?? id;

    static string? ChineseOf(JsonObject step) => Text(step["metadata"], "displayTextZh");

    /// <summary>A value in words: what an expression says rather than how it is wrapped.</summary>
    static string? Told(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar => scalar.ToString(),
        JsonObject { Count: > 0 } wrapped when wrapped["expression"] is JsonObject expression && expression["value"] is { } inner =>
            Text(expression, "type") is "Literal" or "Object" or null ? Listed(inner.ToString()) : $"{Text(expression, "type")}: {inner}",
        _ => value.ToJsonString(Spoken),
    };

    /// <summary>A list of texts, which designers keep as JSON in a text, with commas.</summary>
    static string Listed(string text)
    {
        if (!text.StartsWith("[\"", StringComparison.Ordinal)) return text;
        try
        {
            return JsonNode.Parse(text) is JsonArray items && items.All(i => i is JsonValue) ? string.Join(", ", items) : text;
        }
        catch (JsonException)
        {
            return text; // An author may write anything.
        }
    }

    static readonly JsonSerializerOptions Spoken = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string? Text(JsonNode? node, string member) => node is JsonObject o && o[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A flow taken apart, without what makes no difference.</summary>
    sealed record Drawing(JsonObject Source, IReadOnlyDictionary<string, JsonObject> Steps, IReadOnlySet<(string From, string Port, string To)> Arrows)
    {
        public static Drawing Of(WorkflowDefinition? flow)
        {
            var source = flow is null ? [] : Essence(JsonObject.Create(flow.Source)) as JsonObject ?? [];
            var (steps, arrows) = (new Dictionary<string, JsonObject>(), new HashSet<(string, string, string)>());
            Take(source["root"], steps, arrows);
            return new Drawing(source, steps, arrows);
        }

        static void Take(JsonNode? node, Dictionary<string, JsonObject> steps, HashSet<(string, string, string)> arrows)
        {
            if (node is JsonArray items) foreach (var item in items) Take(item, steps, arrows);
            if (node is not JsonObject step) return;
            if (Text(step, "id") is { } id && Text(step, "type") is not null) steps.TryAdd(id, step);
            foreach (var arrow in (step["connections"] as JsonArray)?.OfType<JsonObject>() ?? [])
                arrows.Add((Text(arrow["source"], "activity") ?? "", Text(arrow["source"], "port") ?? "Done", Text(arrow["target"], "activity") ?? ""));
            foreach (var (_, inner) in step) Take(inner, steps, arrows);
        }

        static JsonNode? Essence(JsonNode? node) => node switch
        {
            JsonObject members => new JsonObject(members.Where(m => m.Key != "designer").Select(m => KeyValuePair.Create(m.Key, Essence(m.Value)))
                .Where(m => m.Value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 })).OrderBy(m => m.Key, StringComparer.Ordinal)),
            JsonArray items => new JsonArray([.. items.Select(Essence)]),
            JsonValue value when value.GetValueKind() == JsonValueKind.False => null,
            _ => node?.DeepClone(),
        };
    }
}

/// <summary>One thing that differs.</summary>
/// <param name="Id">Id of the step, or name of the variable, input, output or setting.</param>
/// <param name="Name">The same for readers.</param>
/// <param name="Member">The input of the step that differs; null when it is the step itself.</param>
/// <param name="Before">Null when there was nothing.</param>
/// <param name="After">Null when there is nothing any more.</param>
sealed record FlowChange(ChangedThing Thing, ChangeKind Kind, string Id, string Name, string? Member, string? Before, string? After)
{
    /// <summary>Null when it has no Chinese name.</summary>
    public string? NameZh { get; init; }
}

/// <summary>What a change is about.</summary>
enum ChangedThing
{
    /// <summary>A step that is there or not, or its name.</summary>
    Step,
    Arrow,
    /// <summary>Who does a step.</summary>
    Owner,
    /// <summary>By when a step must be done.</summary>
    TimeLimit,
    /// <summary>Anything else that a step is given.</summary>
    Rule,
    Variable,
    Input,
    Output,
    /// <summary>Of the flow as a whole.</summary>
    Setting,
}

enum ChangeKind
{
    Added,
    Removed,
    Renamed,
    Changed,
}
