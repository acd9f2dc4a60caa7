using System.Text.Json;

namespace Lendflow.Engine.Definitions;

/// <summary>One version of a workflow as its author wrote it: Elsa 3 JSON with the members the engine needs lifted out.
/// Everything else stays in <see cref="Source"/> and comes out again unchanged.</summary>
/// <param name="Id">Id of this version.</param>
/// <param name="DefinitionId">Id that all versions share.</param>
/// <param name="Version">From 1.</param>
/// <param name="Source">The whole JSON object as read.</param>
public sealed record WorkflowDefinition(
    string Id,
    string DefinitionId,
    int Version,
    string? Name,
    string? Description,
    bool IsLatest,
    bool IsPublished,
    DateTimeOffset CreatedAt,
    JsonElement Source)
{
    /// <summary>The definition as Elsa 3 JSON: the source with identity and version flags of this record.</summary>
    public JsonElement ToJson() => DefinitionJson.Write(this);
}
