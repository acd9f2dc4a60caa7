using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Bundles;
using Lendflow.Host.Elsa;
using Lendflow.Host.Flows;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Several flows in one archive: out of one installation, and after a look at what would change into another.</summary>
static class BundlesApi
{
    const int LargestBundle = 4 * 1024 * 1024;

    public static void MapBundles(this IEndpointRouteBuilder app)
    {
        var bundles = app.MapGroup("/api/bundles").WithTags("bundles").RequireAuthorization(FlowRights.MaySee);
        bundles.MapGet("export", ExportAsync).WithName("exportBundle").WithSummary("Flows and tables as a zip archive: the published version of each flow, or the latest; all flows when none is named, and unless tables=false the tables in force")
            .Produces<byte[]>(200, "application/zip");
        bundles.MapPost("preview", PreviewAsync).WithName("previewBundle").WithSummary("What an import would do, without doing it")
            .Accepts<JsonElement>("application/zip", "application/json").WithMetadata(new RequestSizeLimitAttribute(LargestBundle)).Produces<BundlePreviewView>();
        bundles.MapPost("import", ImportAsync).WithName("importBundle").WithSummary("Takes in all flows and tables of an archive or nothing; with If-Match only what was previewed under that token. For administrators")
            .RequireAuthorization(FlowRights.MayImport)
            .Accepts<JsonElement>("application/zip", "application/json").WithMetadata(new RequestSizeLimitAttribute(LargestBundle)).Produces<IReadOnlyList<Flow>>();
    }

    static async Task<IResult> ExportAsync(FlowBundles bundles, CancellationToken cancellationToken, [FromQuery] string[]? definitionId = null, bool? tables = null) =>
        await bundles.ExportAsync(definitionId ?? [], tables ?? true, cancellationToken) is { Count: > 0 } files
            ? TypedResults.File(FlowArchive.Zip(files), "application/zip", "lendflow-bundle.zip")
            : Problems.NotFound("a flow of that name");

    static async Task<IResult> PreviewAsync(HttpRequest request, FlowBundles bundles, CancellationToken cancellationToken)
    {
        var (files, problems) = await ReadAsync(request, cancellationToken);
        if (problems.Count > 0) return Problems.Invalid(problems);
        var preview = await bundles.PreviewAsync(files, cancellationToken);
        return preview.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(BundlePreviewView.Of(preview));
    }

    static async Task<IResult> ImportAsync(HttpContext http, FlowBundles bundles, CancellationToken cancellationToken)
    {
        var (files, problems) = await ReadAsync(http.Request, cancellationToken);
        if (problems.Count > 0) return Problems.Invalid(problems);
        var token = http.Request.Headers.IfMatch.ToString().Trim('"') is { Length: > 0 } tag ? tag : null;
        var imported = await bundles.ImportAsync(files, token, null, http.User.Identity!.Name!, cancellationToken);
        return imported.Refusal is { } refusal
            ? Problems.Of(refusal) with { Findings = imported.Findings }
            : TypedResults.Ok(imported.Definitions.Select(FlowsApi.ToWire));
    }

    static async Task<(IReadOnlyList<FlowFile> Files, IReadOnlyList<Problem> Problems)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return (FlowArchive.Read("bundle", body.ToArray(), out var problems), problems);
    }
}

/// <summary>What an import would do.</summary>
/// <param name="Token">Give it as If-Match with the import, so that nothing else than this happens.</param>
/// <param name="MayImport">False when the import would be refused: a flow that is to be published has an error.</param>
sealed record BundlePreviewView(string Token, bool MayImport, IReadOnlyList<FlowPreviewView> Flows, IReadOnlyList<TablePreviewView> Tables)
{
    public static BundlePreviewView Of(BundlePreview preview) => new(preview.Token, !preview.Flows.Any(f => f.IsRefused), [.. preview.Flows.Select(FlowPreviewView.Of)], [.. preview.Tables.Tables.Select(TablePreviewView.Of)]);
}

/// <summary>What an import would do to one flow.</summary>
/// <param name="ComparedWith">Number of the version here that the changes are told from; null when the flow is new.</param>
/// <param name="IsSame">Whether it does what the flow here does.</param>
/// <param name="WillBePublished">Whether new cases start on it at once.</param>
/// <param name="ReplacesDraftOf">Who saved a draft here that has not been published and would be replaced; the history keeps it. Null when there is none.</param>
/// <param name="OpenCases">Cases of the flow that run; they stay on their version.</param>
sealed record FlowPreviewView(
    string DefinitionId, string Name, int? ComparedWith, bool IsSame, bool WillBePublished, string? ReplacesDraftOf, int OpenCases, IReadOnlyList<FlowChange> Changes, IReadOnlyList<LintFindingView> Findings)
{
    public static FlowPreviewView Of(FlowPreview f) => new(
        f.Flow.DefinitionId, f.Flow.Name ?? f.Flow.DefinitionId, f.InForce?.Version, f.InForce is not null && f.Changes.Count == 0, f.WillBePublished,
        f.Draft is null ? null : f.Draft.Saved?.Actor ?? "system", f.OpenCases, f.Changes, [.. f.Findings.Select(LintFindingView.Of)]);
}

/// <summary>What an import would do to one table.</summary>
/// <param name="ComparedWith">The last edition here, which the changes are told from; null when it is new.</param>
/// <param name="Version">The edition it becomes here.</param>
/// <param name="EffectiveFrom">From when it holds here: today at the earliest, because what was decided must stay decided.</param>
sealed record TablePreviewView(string Name, int? ComparedWith, int Version, DateOnly EffectiveFrom, bool IsSame, IReadOnlyList<TableChange> Changes)
{
    public static TablePreviewView Of(TablePreview t) => new(t.Name, t.ComparedWith, t.Version, t.EffectiveFrom, t.IsSame, t.Changes);
}
