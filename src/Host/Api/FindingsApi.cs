using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Linting;
using Lendflow.Host.Elsa;
using Lendflow.Host.Flows;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>What checks before publication find in flows, stored or not.</summary>
static class FindingsApi
{
    const int LargestFlow = 4 * 1024 * 1024;

    public static void MapFindings(this IEndpointRouteBuilder app)
    {
        var flows = app.MapGroup("/api/flows").WithTags("flows").RequireAuthorization(FlowRights.MaySee);
        flows.MapGet("{definitionId}/findings", OfStoredAsync).WithName("listFindings").WithSummary("What a publication of a version would find; of the published one, else the latest, when none is named")
            .Produces<FlowFindings>();
        flows.MapPost("lint", OfSentAsync).WithName("lintFlow").WithSummary("What a publication of this definition would find; nothing is stored")
            .Accepts<JsonElement>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestFlow)).Produces<FlowFindings>();
    }

    static async Task<IResult> OfStoredAsync(string definitionId, int? version, FlowLibrary library, FlowLint lint, CancellationToken cancellationToken) =>
        await library.FindAsync(definitionId, version, cancellationToken) is { } definition
            ? TypedResults.Ok(FlowFindings.Of(definition, await lint.CheckAsync(definition, [], cancellationToken)))
            : Problems.NotFound($"a flow '{definitionId}'{(version is null ? "" : $" of version {version}")}");

    /// <summary>A definition that could not be imported has findings too: those for which it would be refused.</summary>
    static async Task<IResult> OfSentAsync(HttpRequest request, FlowLint lint, CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await request.Body.CopyToAsync(json, cancellationToken);
        var definition = lint.Read(json.GetBuffer().AsMemory(0, (int)json.Length), out var refused);
        return TypedResults.Ok(FlowFindings.Of(definition, definition is null ? refused : await lint.CheckAsync(definition, [], cancellationToken)));
    }
}

/// <summary>The findings of a flow.</summary>
/// <param name="DefinitionId">Null when what was sent is no flow.</param>
/// <param name="MayPublish">Whether there is no error among them.</param>
sealed record FlowFindings(string? DefinitionId, int? Version, bool MayPublish, IReadOnlyList<LintFindingView> Findings)
{
    public static FlowFindings Of(WorkflowDefinition? definition, IReadOnlyList<Finding> findings) =>
        new(definition?.DefinitionId, definition?.Version, findings.All(f => f.Severity != Severity.Error), [.. findings.Select(LintFindingView.Of)]);
}

/// <summary>A finding as it is sent.</summary>
/// <param name="ActivityId">Id of the step; null when it is about the flow as a whole.</param>
/// <param name="Path">JSON path of the step, input, variable or arrow.</param>
/// <param name="Help">Where the rule is explained.</param>
sealed record LintFindingView(string Code, Severity Severity, string Message, string MessageZh, string? ActivityId, string? NodeId, string Path, string Help)
{
    public static LintFindingView Of(Finding finding) =>
        new(finding.Code, finding.Severity, finding.Message, finding.MessageZh, finding.Place.ActivityId, finding.Place.NodeId, finding.Place.Path, finding.Help);
}
