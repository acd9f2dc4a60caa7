using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;
using Lendflow.Host.Flows;
using Microsoft.Net.Http.Headers;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that give definitions away as files.</summary>
static class ExportApi
{
    static readonly JsonSerializerOptions Indented = new(ElsaJson.Options) { WriteIndented = true };

    public static void MapElsaExports(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/workflow-definitions/{definitionId}/export", OneAsync);
        elsa.MapPost("/bulk-actions/export/workflow-definitions", SeveralAsync);
    }

    static async Task<IResult> OneAsync(string definitionId, string? versionOptions, HttpContext http, IDefinitionStore definitions, CancellationToken cancellationToken) =>
        await VersionOptions.Parse(versionOptions).FindAsync(definitionId, definitions, cancellationToken) is { } definition
            ? Download.Of(http, JsonSerializer.SerializeToUtf8Bytes(definition.ToJson(), Indented), "application/json", $"{FileName(definition)}.json")
            : Problems.NotFound($"a flow '{definitionId}'");

    static async Task<IResult> SeveralAsync(ElsaBody<BulkOrder> body, HttpContext http, IDefinitionStore definitions, CancellationToken cancellationToken)
    {
        var found = new List<WorkflowDefinition>();
        foreach (var id in body.Value!.Ids ?? [])
            if (await definitions.FindVersionAsync(id, cancellationToken) is { } definition) found.Add(definition);
        return Download.Of(http, FlowArchive.Zip([.. found.Select(FlowArchive.FileOf)]), "application/zip", "workflow-definitions.zip");
    }

    static string FileName(WorkflowDefinition definition)
    {
        var ascii = string.Concat(definition.DefinitionId.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
        return $"{(ascii.Length > 0 ? ascii : "workflow")}-v{definition.Version}";
    }
}

static class Download
{
    /// <summary>Studio reads the plain <c>filename</c> only, so that is in ASCII.</summary>
    public static IResult Of(HttpContext http, byte[] bytes, string type, string name)
    {
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        return Results.Bytes(bytes, type);
    }
}
