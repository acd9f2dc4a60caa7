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
    /// <summary>Its content never changes any more: it is published, was once, or a case was started on it. False for a draft.</summary>
    public bool IsSealed { get => field || IsPublished; init; }

    /// <summary>When its content was last saved, and by whom; null for definitions that were never in a library.</summary>
    public Signature? Saved { get; init; }

    /// <summary>The definition as Elsa 3 JSON: the source with identity and version flags of this record.</summary>
    public JsonElement ToJson() => DefinitionJson.Write(this);

    /// <summary>What the rules about versions need to know of it.</summary>
    public VersionHead Head => new(Id, Version, IsLatest, IsPublished, IsSealed, DefinitionContent.Hash(Source), Saved);
}

/// <summary>Who did something to a definition, and when.</summary>
public sealed record Signature(string Actor, DateTimeOffset At);
