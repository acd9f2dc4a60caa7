using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Definitions;

/// <summary>Reads and writes workflow definitions as Elsa 3 JSON. Reading lifts out identity and flags and keeps the whole
/// object; writing gives the object back with identity and flags as they are now.</summary>
public static class DefinitionJson
{
    static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Limits.DefinitionDepth };

    /// <summary>Reads a definition. Either a definition and no problems, or problems and no definition.</summary>
    /// <param name="newId">Gives the ids that the JSON leaves out.</param>
    /// <param name="languages">Languages that expressions may be written in beside JavaScript; none when null.</param>
    public static WorkflowDefinition? Read(
        ReadOnlyMemory<byte> json, DateTimeOffset now, Func<string> newId, out IReadOnlyList<Problem> problems, IReadOnlyList<IExpressionLanguage>? languages = null) =>
        TryParse(json, out var source, out problems) ? Read(source, now, newId, out problems, languages) : null;

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, DateTimeOffset, Func{string}, out IReadOnlyList{Problem}, IReadOnlyList{IExpressionLanguage})"/>
    public static WorkflowDefinition? Read(
        JsonElement source, DateTimeOffset now, Func<string> newId, out IReadOnlyList<Problem> problems, IReadOnlyList<IExpressionLanguage>? languages = null)
    {
        problems = DefinitionRules.Check(source, languages ?? []);
        return problems.Count > 0 ? null : Lift(source, now, newId);
    }

    /// <inheritdoc cref="ReadDraft(JsonElement, DateTimeOffset, Func{string}, out IReadOnlyList{Problem})"/>
    public static WorkflowDefinition? ReadDraft(ReadOnlyMemory<byte> json, DateTimeOffset now, Func<string> newId, out IReadOnlyList<Problem> problems) =>
        TryParse(json, out var source, out problems) ? ReadDraft(source, now, newId, out problems) : null;

    /// <summary>Reads a draft: what is being drawn may be wrong in every way but one. It is judged when it is published.</summary>
    public static WorkflowDefinition? ReadDraft(JsonElement source, DateTimeOffset now, Func<string> newId, out IReadOnlyList<Problem> problems)
    {
        problems = source.ValueKind == JsonValueKind.Object ? [] : DefinitionRules.Check(source, []);
        return problems.Count > 0 ? null : Lift(source, now, newId);
    }

    static bool TryParse(ReadOnlyMemory<byte> json, out JsonElement source, out IReadOnlyList<Problem> problems)
    {
        (source, problems) = (default, []);
        if (json.Length > Limits.DefinitionBytes)
        {
            problems = [new Problem("$", $"Expected at most {Limits.DefinitionBytes} bytes, but there are {json.Length}.")];
            return false;
        }
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            source = document.RootElement.Clone();
            if (!JsonTexts.AreWhole(json.Span)) problems = [new Problem("$", "Expected texts in Unicode, but one has half a character (a surrogate such as \\ud800 alone).")];
            return problems.Count == 0;
        }
        catch (JsonException e)
        {
            problems = [new Problem("$", $"Expected JSON, but {Where(e)}: {e.Message.Split(" Path:")[0].Split(" LineNumber:")[0]}")];
            return false;
        }
    }

    static WorkflowDefinition Lift(JsonElement source, DateTimeOffset now, Func<string> newId) =>
        new(
            Id: source.Text("id") is { Length: > 0 } id ? id : newId(),
            DefinitionId: source.Text("definitionId") is { Length: > 0 } definitionId ? definitionId : newId(),
            Version: source.Number("version") ?? 1,
            Name: source.Text("name")?.Trim(),
            Description: source.Text("description")?.Trim(),
            IsLatest: source.Flag("isLatest") ?? true,
            IsPublished: source.Flag("isPublished") ?? false,
            CreatedAt: DateTimeOffset.TryParse(source.Text("createdAt"), out var created) ? created : now,
            Source: source);

    internal static JsonElement Write(WorkflowDefinition definition)
    {
        var json = JsonObject.Create(definition.Source) ?? [];
        Set("id", definition.Id);
        Set("definitionId", definition.DefinitionId);
        Set("version", definition.Version);
        Set("isLatest", definition.IsLatest);
        Set("isPublished", definition.IsPublished);
        return JsonSerializer.SerializeToElement(json);

        void Set(string name, JsonNode value)
        {
            var written = json.Select(p => p.Key).FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
            json[written] = value;
        }
    }

    static string Where(JsonException e) => $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} is not";
}
