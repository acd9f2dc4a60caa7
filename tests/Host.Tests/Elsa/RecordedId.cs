using System.Text.Json;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Finds in the recorded answers which id is whose.</summary>
static class RecordedId
{
    /// <returns>By id: <c>version</c>, <c>instance</c>, <c>execution</c>, <c>node</c>, or the definition's own id for ids of definitions.</returns>
    public static Dictionary<string, string> In(IEnumerable<JsonElement> answers, string definition)
    {
        var found = new Dictionary<string, string>();
        foreach (var answer in answers) Visit(answer, found, definition);
        return found;
    }

    static void Visit(JsonElement element, Dictionary<string, string> found, string definition)
    {
        if (element.ValueKind == JsonValueKind.Array) foreach (var item in element.EnumerateArray()) Visit(item, found, definition);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String) Visit(member.Value, found, definition);
            else if (KindOf(member.Name, element, definition) is { } kind && member.Value.GetString() is { Length: > 3 } id) found.TryAdd(id, kind);
        }
    }

    static string? KindOf(string member, JsonElement owner, string definition) => member switch
    {
        "definitionVersionId" => "version",
        "id" when owner.TryGetProperty("materializerName", out _) => "version",
        "id" when owner.TryGetProperty("subStatus", out _) => "instance",
        "workflowInstanceId" => "instance",
        "id" when owner.TryGetProperty("activityNodeId", out _) && owner.TryGetProperty("startedAt", out _) => "execution",
        "activityNodeId" => "node",
        "definitionId" => definition,
        _ => null,
    };
}
