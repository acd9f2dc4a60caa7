using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>What must be given to complete a task: a known outcome, comment and reasons where the outcome asks for them, and a
/// form that fits its schema. Every problem at once.</summary>
static class CompletionRules
{
    /// <summary>Kind of reasons with which a case is returned for rework.</summary>
    public const string Rework = "rework";

    static readonly string[] ReworkKinds = ["document", "field", "other"];

    public static IReadOnlyList<Problem> Check(UserTask task, TaskCommand command)
    {
        var problems = new List<Problem>();
        var outcome = task.Outcomes.FirstOrDefault(o => o.Key == command.Outcome);
        if (outcome is null)
            problems.Add(new Problem("outcome", $"Expected one of {string.Join(", ", task.Outcomes.Select(o => o.Key))}, but found {Shown(command.Outcome)}."));
        if (outcome is { NeedsComment: true } && string.IsNullOrWhiteSpace(command.Comment))
            problems.Add(new Problem("comment", $"Expected a comment with outcome {outcome.Key}, but there is none."));
        if (outcome?.ReasonKind is { } kind && (command.ReasonCodes ?? []).Count == 0)
            problems.Add(new Problem("reasonCodes", $"Expected at least one reason of kind {kind} with outcome {outcome.Key}, but there is none."));
        CheckChecklist(outcome, command.Checklist, problems);
        if (task.Form.ValueKind == JsonValueKind.Object) CheckObject(task.Form, command.Form, "form", problems);
        return problems;
    }

    static void CheckChecklist(TaskOutcome? outcome, IReadOnlyList<ReworkItem> checklist, List<Problem> problems)
    {
        if (checklist.Count > 0 && outcome?.ReasonKind != Rework)
            problems.Add(new Problem("checklist", "Expected a checklist only with an outcome for rework, but this is none."));
        for (var i = 0; i < checklist.Count; i++)
        {
            if (!ReworkKinds.Contains(checklist[i].Kind)) problems.Add(new Problem($"checklist[{i}].kind", $"Expected one of {string.Join(", ", ReworkKinds)}, but found '{checklist[i].Kind}'."));
            if (string.IsNullOrWhiteSpace(checklist[i].Key)) problems.Add(new Problem($"checklist[{i}].key", "Expected what is to be done again, but it is empty."));
        }
    }

    static void CheckObject(JsonElement schema, JsonElement data, string path, List<Problem> problems)
    {
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : [])
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(name, out var value) || IsEmpty(value))
                problems.Add(new Problem($"{path}.{name}", "Expected a value, but it is empty."));
        if (data.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        foreach (var property in properties.EnumerateObject())
            if (data.TryGetProperty(property.Name, out var value) && !IsEmpty(value)) CheckValue(property.Value, value, $"{path}.{property.Name}", problems);
    }

    static void CheckValue(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        var type = schema.TryGetProperty("type", out var t) ? t.GetString() : null;
        if (!Fits(type, value)) problems.Add(new Problem(path, $"Expected {type}, but found {value.ValueKind}."));
        else if (type == "object") CheckObject(schema, value, path, problems);
        else if (value.ValueKind == JsonValueKind.Number) CheckNumber(schema, value.GetDecimal(), path, problems);
        else if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("maxLength", out var max) && value.GetString()!.Length > max.GetInt32())
            problems.Add(new Problem(path, $"Expected at most {max.GetInt32()} characters, but found {value.GetString()!.Length}."));
        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => JsonElement.DeepEquals(c, value)))
            problems.Add(new Problem(path, $"Expected one of {choices.GetRawText()}, but found {value.GetRawText()}."));
    }

    static void CheckNumber(JsonElement schema, decimal number, string path, List<Problem> problems)
    {
        if (schema.TryGetProperty("minimum", out var min) && number < min.GetDecimal())
            problems.Add(new Problem(path, $"Expected at least {min}, but found {number}."));
        if (schema.TryGetProperty("maximum", out var max) && number > max.GetDecimal())
            problems.Add(new Problem(path, $"Expected at most {max}, but found {number}."));
    }

    static bool Fits(string? type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => true,
    };

    static bool IsEmpty(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);

    static string Shown(string? outcome) => string.IsNullOrEmpty(outcome) ? "none" : $"'{outcome}'";
}
