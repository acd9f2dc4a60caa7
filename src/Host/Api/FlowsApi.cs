using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Host.Flows;
using Lendflow.Host.People;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Import, export and publication of workflow definitions.</summary>
static class FlowsApi
{
    const int LargestFlow = 4 * 1024 * 1024;

    public static void MapFlows(this IEndpointRouteBuilder app)
    {
        var flows = app.MapGroup("/api/flows").WithTags("flows").RequireAuthorization(Roles.MayOperate);
        flows.MapGet("", ListAsync).WithName("listFlows").WithSummary("The latest version of every flow");
        flows.MapPost("import", ImportAsync).WithName("importFlow").WithSummary("Takes in one Elsa 3 definition, or names every problem with it")
            .Accepts<JsonElement>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestFlow)).Produces<Flow>(201);
        flows.MapGet("{definitionId}/export", ExportAsync).WithName("exportFlow").WithSummary("A version as Elsa 3 JSON").Produces<JsonElement>();
        flows.MapPost("{definitionId}/publish", PublishAsync).WithName("publishFlow").WithSummary("Publishes the latest version").Produces<Flow>();
    }

    static async Task<IEnumerable<Flow>> ListAsync(FlowLibrary library, CancellationToken cancellationToken) =>
        (await library.ListAsync(cancellationToken)).Select(ToWire);

    static async Task<IResult> ImportAsync(HttpRequest request, FlowLibrary library, CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await request.Body.CopyToAsync(json, cancellationToken);
        var imported = await library.ImportAsync(json.GetBuffer().AsMemory(0, (int)json.Length), cancellationToken);
        return imported.Definition is { } definition
            ? TypedResults.Created($"/api/flows/{Uri.EscapeDataString(definition.DefinitionId)}/export?version={definition.Version}", ToWire(definition))
            : Problems.Invalid(imported.Problems);
    }

    static async Task<IResult> ExportAsync(string definitionId, int? version, FlowLibrary library, CancellationToken cancellationToken) =>
        await library.FindAsync(definitionId, version, cancellationToken) is { } definition
            ? TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(definition.ToJson(), Indented), "application/json", $"{definition.DefinitionId}-v{definition.Version}.json")
            : Problems.NotFound($"a flow '{definitionId}'{(version is null ? "" : $" of version {version}")}");

    static async Task<IResult> PublishAsync(string definitionId, FlowLibrary library, CancellationToken cancellationToken) =>
        await library.PublishAsync(definitionId, cancellationToken) switch
        {
            null => Problems.NotFound($"a flow '{definitionId}'"),
            { Definition: { } definition } => TypedResults.Ok(ToWire(definition)),
            { Problems: var problems } => Problems.Invalid(problems),
        };

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static Flow ToWire(WorkflowDefinition definition) => new(definition.DefinitionId, definition.Name ?? definition.DefinitionId, definition.Version, definition.IsPublished);
}

/// <summary>A version of a workflow definition.</summary>
sealed record Flow(string DefinitionId, string Name, int Version, bool IsPublished);
