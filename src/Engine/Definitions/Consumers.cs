using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Definitions;

/// <summary>Workflows that use others as activities, and how they are pointed at a version.</summary>
public static class Consumers
{
    /// <summary>Whether the author wants those who use it to follow when it is published.</summary>
    public static bool AreUpdated(WorkflowDefinition used)
    {
        var options = used.Source.Member("options");
        return WorkflowActivity.IsUsable(used) && (options.Flag("autoUpdateConsumingWorkflows") ?? false);
    }

    /// <summary>Those that use a workflow, directly or through others; each comes after those it uses.</summary>
    /// <param name="latest">The latest version of every definition.</param>
    public static IReadOnlyList<WorkflowDefinition> Of(WorkflowDefinition used, IReadOnlyList<WorkflowDefinition> latest, ElementTable elements)
    {
        var usesOf = latest.Where(d => d.DefinitionId != used.DefinitionId)
            .ToDictionary(d => d, d => UsedBy(d, latest, elements).Select(u => u.DefinitionId).ToHashSet());
        var reached = new HashSet<string> { used.DefinitionId };
        while (usesOf.Any(d => !reached.Contains(d.Key.DefinitionId) && d.Value.Overlaps(reached)))
            reached.UnionWith(usesOf.Where(d => d.Value.Overlaps(reached)).Select(d => d.Key.DefinitionId).ToList());

        var consumers = new List<WorkflowDefinition>();
        var waiting = usesOf.Where(d => reached.Contains(d.Key.DefinitionId)).ToList();
        while (waiting.Find(d => !waiting.Any(o => o.Key != d.Key && d.Value.Contains(o.Key.DefinitionId))) is { Key: { } next } entry)
        {
            consumers.Add(next);
            waiting.Remove(entry);
        }
        return consumers; // What is left uses itself in a circle: it cannot run, and no version of it is the one to point at.
    }

    /// <summary>A definition whose uses of a workflow name exactly this version of it; the same object when they do already.</summary>
    public static WorkflowDefinition PointAt(WorkflowDefinition consumer, WorkflowDefinition used, ElementTable elements) =>
        Rewrite(consumer, a => Refers(a, used, elements) ? used : null, asLatest: true);

    /// <summary>A definition whose uses of workflows name the version that they mean now, where they leave it open.</summary>
    public static WorkflowDefinition Pin(WorkflowDefinition consumer, UsedWorkflows used) =>
        Rewrite(consumer, a => a.Text("workflowDefinitionVersionId") is { Length: > 0 } ? null : used.For(a), asLatest: false);

    static IEnumerable<WorkflowDefinition> UsedBy(WorkflowDefinition consumer, IReadOnlyList<WorkflowDefinition> latest, ElementTable elements)
    {
        var activities = UsedWorkflows.ActivitiesIn(consumer.Source.Member("root")).Where(a => !elements.TryFind(a.Text("type")!, out _)).ToList();
        return activities.Count == 0 ? [] : latest.Where(d => activities.Any(a => Refers(a, d, elements)));
    }

    static bool Refers(JsonElement activity, WorkflowDefinition used, ElementTable elements)
    {
        if (elements.TryFind(activity.Text("type")!, out _)) return false;
        return activity.Text("workflowDefinitionId") is { Length: > 0 } id
            ? id == used.DefinitionId
            : activity.Text("type") == WorkflowActivity.TypeOf(used) && WorkflowActivity.IsUsable(used);
    }

    static WorkflowDefinition Rewrite(WorkflowDefinition consumer, Func<JsonElement, WorkflowDefinition?> target, bool asLatest)
    {
        if (UsedWorkflows.ActivitiesIn(consumer.Source.Member("root")).All(a => target(a) is null)) return consumer;
        var source = JsonObject.Create(consumer.Source)!.DeepClone();
        Rewrite(source[source.AsObject().First(m => m.Key.Equals("root", StringComparison.OrdinalIgnoreCase)).Key], target, asLatest);
        var rewritten = JsonSerializer.SerializeToElement(source);
        return DefinitionContent.Hash(rewritten) == DefinitionContent.Hash(consumer.Source) ? consumer : consumer with { Source = rewritten };
    }

    static void Rewrite(JsonNode? node, Func<JsonElement, WorkflowDefinition?> target, bool asLatest)
    {
        if (node is JsonArray items)
            foreach (var item in items) Rewrite(item, target, asLatest);
        if (node is not JsonObject activity) return;
        foreach (var member in activity.ToList()) Rewrite(member.Value, target, asLatest);
        var written = JsonSerializer.SerializeToElement(activity);
        if (string.IsNullOrEmpty(written.Text("type")) || target(written) is not { } used) return;
        Set("workflowDefinitionVersionId", used.Id);
        if (!asLatest) return;
        Set("version", used.Version);
        Set("latestAvailablePublishedVersion", used.Version);
        Set("latestAvailablePublishedVersionId", used.Id);

        void Set(string name, JsonNode value) => activity[activity.Select(m => m.Key).FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name] = value;
    }
}
