using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Whether an answer can stand where a recorded one stood: it has every member, each of its kind, and names of Elsa's
/// enumerations and editors are ones Studio knows.</summary>
static class AnswerShape
{
    /// <summary>Members whose content belongs to a flow or a case.</summary>
    static readonly HashSet<string> Free =
    [
        "activityState", "customProperties", "constructionProperties", "properties", "metadata", "input", "output", "variables/value", "items/value", "/outputs", "uiSpecifications", "details",
    ];

    static readonly HashSet<string> NeverNull = ["id", "createdAt", "updatedAt", "timestamp", "startedAt", "status", "subStatus", "typeName", "root", "links"];

    static readonly Dictionary<string, string[]> Words = new()
    {
        ["subStatus"] = ["Pending", "Executing", "Suspended", "Finished", "Cancelled", "Faulted", "Interrupted"],
        ["status"] = ["Running", "Finished", "Pending", "Completed", "Canceled", "Faulted"],
        ["kind"] = ["Action", "Trigger", "Job", "Task"],
        ["ports/type"] = ["Flow", "Embedded"],
        ["eventName"] = ["Started", "Completed", "Suspended", "Resumed", "Faulted", "Canceled", "Error"],
        ["inputs/uiHint"] =
        [
            "singleline", "multiline", "checkbox", "dropdown", "radiolist", "checklist", "multitext", "dictionary", "code-editor", "json-editor", "expression-editor", "datetime-picker",
            "type-picker", "variable-picker", "input-picker", "output-picker", "outcome-picker", "workflow-definition-picker", "dynamic-outcomes", "http-status-codes", "switch-editor",
            "flow-switch-editor", "secret-picker",
        ],
    };

    public static IEnumerable<string> Differences(JsonElement recorded, JsonElement ours) => Differences(recorded, ours, "$", "", "");

    /// <param name="name">Of the member it is the value of, or one of the items of.</param>
    /// <param name="parent">The same of what is around it.</param>
    static IEnumerable<string> Differences(JsonElement recorded, JsonElement ours, string path, string name, string parent)
    {
        foreach (var known in new[] { name, $"{parent}/{name}" })
            if (Words.TryGetValue(known, out var words) && ours.ValueKind == JsonValueKind.String && !words.Contains(ours.GetString())) yield return $"{path} is '{ours.GetString()}', which Studio does not know";
        if (ours.ValueKind == JsonValueKind.Null && recorded.ValueKind != JsonValueKind.Null && NeverNull.Contains(name)) yield return $"{path} is null";
        if (recorded.ValueKind == JsonValueKind.Null || ours.ValueKind == JsonValueKind.Null) yield break;
        if (Free.Contains(name) || Free.Contains($"{parent}/{name}")) yield break;
        if (KindOf(recorded) != KindOf(ours)) yield return $"{path} is {KindOf(ours)} and was {KindOf(recorded)}";
        foreach (var difference in ours.ValueKind switch
        {
            JsonValueKind.Object => OfMembers(recorded, ours, path, name),
            JsonValueKind.Array => OfItems(recorded, ours, path, name),
            _ => [],
        }) yield return difference;
    }

    static IEnumerable<string> OfMembers(JsonElement recorded, JsonElement ours, string path, string name)
    {
        foreach (var member in recorded.EnumerateObject())
        {
            if (!ours.TryGetProperty(member.Name, out var value)) yield return $"{path}.{member.Name} is missing";
            else foreach (var difference in Differences(member.Value, value, $"{path}.{member.Name}", member.Name, name)) yield return difference;
        }
    }

    /// <summary>Items of one list look alike: each of ours is held against the first recorded one of its kind.</summary>
    static IEnumerable<string> OfItems(JsonElement recorded, JsonElement ours, string path, string name)
    {
        var samples = recorded.EnumerateArray().ToList();
        if (name is "activities" or "connections") yield break; // What an author drew.
        foreach (var item in ours.EnumerateArray())
            if (samples.FirstOrDefault(s => KindOf(s) == KindOf(item)) is { ValueKind: not JsonValueKind.Undefined } sample)
                foreach (var difference in Differences(sample, item, $"{path}[]", name, "").Take(5)) yield return difference;
    }

    static string KindOf(JsonElement element) => element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind.ToString();
}
