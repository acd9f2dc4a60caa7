using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Elsa;
using Lendflow.Host.Flows;
using Lendflow.Storage.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Import, export and the life of workflow definitions.</summary>
static class FlowsApi
{
    const int LargestFlow = 4 * 1024 * 1024;

    public static void MapFlows(this IEndpointRouteBuilder app)
    {
        var flows = app.MapGroup("/api/flows").WithTags("flows").RequireAuthorization(FlowRights.MaySee).AddEndpointFilter<BodyFilter>();
        flows.MapGet("", ListAsync).WithName("listFlows").WithSummary("The latest version of every flow");
        flows.MapPost("import", ImportAsync).WithName("importFlow").WithSummary("Takes in one Elsa 3 definition, or a zip archive of several, whole or not at all; names every problem")
            .Accepts<JsonElement>("application/json", "application/zip").WithMetadata(new RequestSizeLimitAttribute(LargestFlow)).RequireAuthorization(FlowRights.MayImport).Produces<ImportedFlow>(201);
        flows.MapPost("publish", PublishAllAsync).WithName("publishFlows").WithSummary("Publishes the latest version of several flows, each for itself").RequireAuthorization(FlowRights.MayPublish).Produces<IReadOnlyList<FlowOutcome>>();
        flows.MapPost("retract", RetractAllAsync).WithName("retractFlows").WithSummary("Takes several flows back, each for itself").RequireAuthorization(FlowRights.MayPublish).Produces<IReadOnlyList<FlowOutcome>>();
        flows.MapPost("delete", DeleteAllAsync).WithName("deleteFlows").WithSummary("Removes several flows that have no cases, each for itself").RequireAuthorization(FlowRights.MayEdit).Produces<IReadOnlyList<FlowOutcome>>();

        var flow = flows.MapGroup("{definitionId}");
        flow.MapGet("export", ExportAsync).WithName("exportFlow").WithSummary("A version as Elsa 3 JSON").Produces<JsonElement>();
        flow.MapGet("versions", VersionsAsync).WithName("listFlowVersions").WithSummary("The versions of a flow, newest first").Produces<IReadOnlyList<FlowVersion>>();
        flow.MapGet("history", HistoryAsync).WithName("listFlowHistory").WithSummary("What was done to a flow, newest first; also to one that was deleted").Produces<IReadOnlyList<FlowHistoryLine>>();
        flow.MapPut("draft", SaveDraftAsync).WithName("saveFlowDraft").WithSummary("Saves a draft, right or wrong. If-Match: the content the author started from")
            .RequireAuthorization(FlowRights.MayEdit).Accepts<JsonElement>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestFlow)).Produces<Flow>();
        flow.MapPost("publication-request", AskForPublicationAsync)
            .WithName("askForPublication").WithSummary("Asks those who publish for the latest version; refused when it could not be published").RequireAuthorization(FlowRights.MayEdit).Produces<Flow>();
        flow.MapPost("publication-request/send-back", (string definitionId, Body<SentBack> body, HttpContext http, FlowLibrary library) => AnswerAsync(library.SendBackAsync(definitionId, body.Value.Reason, Actor(http), http.RequestAborted)))
            .WithName("sendBackPublication").WithSummary("Declines what is asked for; whoever asks is told the reason").RequireAuthorization(FlowRights.MayPublish).Produces<Flow>();
        flow.MapPost("publish", (string definitionId, HttpContext http, FlowLibrary library) => AnswerAsync(library.PublishAsync(definitionId, Actor(http), http.RequestAborted)))
            .WithName("publishFlow").WithSummary("Publishes the latest version").RequireAuthorization(FlowRights.MayPublish).Produces<Flow>();
        flow.MapPost("retract", (string definitionId, HttpContext http, FlowLibrary library) => AnswerAsync(library.RetractAsync(definitionId, Actor(http), http.RequestAborted)))
            .WithName("retractFlow").WithSummary("Takes the published version back; its cases go on").RequireAuthorization(FlowRights.MayPublish).Produces<Flow>();
        flow.MapPost("revert/{version:int}", (string definitionId, int version, HttpContext http, FlowLibrary library) => AnswerAsync(library.RevertAsync(definitionId, version, Actor(http), http.RequestAborted)))
            .WithName("revertFlow").WithSummary("Makes a draft of an older version").RequireAuthorization(FlowRights.MayEdit).Produces<Flow>();
        flow.MapGet("history/{number:long}/content", ContentAsync).WithName("getFlowHistoryContent").WithSummary("What a line of the history keeps: a save, or the record of a run that was deleted").Produces<JsonElement>();
        flow.MapPost("history/{number:long}/restore", (string definitionId, long number, HttpContext http, FlowLibrary library) => AnswerAsync(library.RestoreAsync(definitionId, number, Actor(http), http.RequestAborted)))
            .WithName("restoreFlow").WithSummary("Saves as the draft what was saved once").RequireAuthorization(FlowRights.MayEdit).Produces<Flow>();
        flow.MapDelete("", (string definitionId, bool? withCases, HttpContext http, FlowLibrary library) => GoneAsync(library.DeleteAsync(definitionId, withCases ?? false, Actor(http), http.RequestAborted)))
            .WithName("deleteFlow").WithSummary("Removes a flow without open cases; with withCases=true also the records of its ended ones").RequireAuthorization(FlowRights.MayEdit).Produces(204);
        flow.MapDelete("versions/{version:int}", DeleteVersionAsync).WithName("deleteFlowVersion").WithSummary("Removes one version, by the same rule").RequireAuthorization(FlowRights.MayEdit).Produces(204);
    }

    static async Task<IEnumerable<Flow>> ListAsync(FlowLibrary library, DefinitionQueries definitions, CancellationToken cancellationToken)
    {
        var asked = await AskedAsync(definitions, cancellationToken);
        return (await library.ListAsync(cancellationToken)).Select(d => ToWire(d) with { Asked = asked.GetValueOrDefault(d.DefinitionId) });
    }

    static async Task<Dictionary<string, AskedBy>> AskedAsync(DefinitionQueries definitions, CancellationToken cancellationToken) =>
        (await definitions.ListAskedPublicationsAsync(cancellationToken)).ToDictionary(a => a.DefinitionId, a => new AskedBy(a.Actor, a.At));

    static async Task<IResult> ImportAsync(HttpContext http, FlowLibrary library, FlowLint lint, CancellationToken cancellationToken)
    {
        var files = FlowArchive.Read("import", await ReadAsync(http.Request, cancellationToken), out var problems);
        if (problems.Count > 0) return Problems.Invalid(problems);
        var imported = await library.ImportAsync(files, null, Actor(http), cancellationToken);
        if (imported.Refusal is { } refusal) return Problems.Of(refusal) with { Findings = imported.Findings };
        var first = imported.Definitions[0];
        return TypedResults.Created($"/api/flows/{Uri.EscapeDataString(first.DefinitionId)}/export?version={first.Version}", ImportedFlow.Of(first, await lint.CheckAsync(first, [], cancellationToken)));
    }

    static async Task<IResult> ExportAsync(string definitionId, int? version, FlowLibrary library, CancellationToken cancellationToken)
    {
        if (await library.FindAsync(definitionId, version, cancellationToken) is not { } definition)
            return Problems.NotFound($"a flow '{definitionId}'{(version is null ? "" : $" of version {version}")}");
        var file = FlowArchive.FileOf(definition);
        return TypedResults.File(file.Json.ToArray(), "application/json", file.Name);
    }

    static async Task<IResult> VersionsAsync(string definitionId, FlowLibrary library, CancellationToken cancellationToken) =>
        await library.ListVersionsAsync(definitionId, cancellationToken) is { Count: > 0 } versions
            ? TypedResults.Ok(versions.Select(v => new FlowVersion(v.Version, v.IsLatest, v.IsPublished, !v.IsSealed, v.Content, v.Saved?.At, v.Saved?.Actor)))
            : Problems.NotFound($"a flow '{definitionId}'");

    static async Task<IResult> HistoryAsync(string definitionId, FlowLibrary library, CancellationToken cancellationToken) =>
        await library.HistoryAsync(definitionId, cancellationToken) is { Count: > 0 } lines
            ? TypedResults.Ok(lines.Select(l => new FlowHistoryLine(l.Number, l.Entry.Action, l.Entry.Version, l.Entry.By.At, l.Entry.By.Actor, l.Entry.Content)))
            : Problems.NotFound($"a flow '{definitionId}'");

    static async Task<IResult> ContentAsync(string definitionId, long number, FlowLibrary library, CancellationToken cancellationToken) =>
        await library.FindContentAsync(definitionId, number, cancellationToken) is { } content
            ? TypedResults.Ok(content)
            : Problems.NotFound($"content of flow '{definitionId}' at line {number} of its history");

    static async Task<IResult> SaveDraftAsync(string definitionId, HttpContext http, FlowLibrary library, CancellationToken cancellationToken)
    {
        var file = new FlowFile(definitionId, await ReadAsync(http.Request, cancellationToken));
        var expected = http.Request.Headers.IfMatch.ToString().Trim('"') is { Length: > 0 } tag ? tag : null;
        return await AnswerAsync(library.SaveDraftAsync(definitionId, file, Actor(http), expected, cancellationToken));
    }

    static async Task<IResult> AskForPublicationAsync(string definitionId, HttpContext http, FlowLibrary library, DefinitionQueries definitions)
    {
        var answer = await library.AskForPublicationAsync(definitionId, Actor(http), http.RequestAborted);
        if (answer is not { Refusal: null, Version: { } version }) return Answer(answer);
        return TypedResults.Ok(ToWire(version) with { Asked = (await AskedAsync(definitions, http.RequestAborted)).GetValueOrDefault(definitionId) });
    }

    static async Task<IResult> DeleteVersionAsync(string definitionId, int version, bool? withCases, HttpContext http, FlowLibrary library) =>
        (await library.ListVersionsAsync(definitionId, http.RequestAborted)).FirstOrDefault(v => v.Version == version) is { } found
            ? await GoneAsync(library.DeleteVersionAsync(found.Id, withCases ?? false, Actor(http), http.RequestAborted))
            : Problems.NotFound($"a flow '{definitionId}' of version {version}");

    static Task<IResult> PublishAllAsync(Body<FlowIds> body, HttpContext http, FlowLibrary library) =>
        EachAsync(body.Value, id => library.PublishAsync(id, Actor(http), http.RequestAborted));

    static Task<IResult> RetractAllAsync(Body<FlowIds> body, HttpContext http, FlowLibrary library) =>
        EachAsync(body.Value, id => library.RetractAsync(id, Actor(http), http.RequestAborted));

    static Task<IResult> DeleteAllAsync(Body<FlowIds> body, HttpContext http, FlowLibrary library) =>
        EachAsync(body.Value, id => library.DeleteAsync(id, withCases: false, Actor(http), http.RequestAborted));

    static async Task<IResult> EachAsync(FlowIds flows, Func<string, Task<FlowAnswer>> command)
    {
        var outcomes = new List<FlowOutcome>();
        foreach (var id in flows.DefinitionIds.Distinct())
        {
            var answer = await command(id);
            outcomes.Add(new FlowOutcome(id, answer.Refusal is null, answer.Refusal?.Problems.Select(p => p.Message).ToList() ?? []));
        }
        return TypedResults.Ok(outcomes);
    }

    static async Task<IResult> AnswerAsync(Task<FlowAnswer> command) => Answer(await command);

    static IResult Answer(FlowAnswer answer) => answer switch
    {
        { Refusal: { } refusal, Findings: var findings } => Problems.Of(refusal) with { Findings = findings },
        { Version: { } version } => TypedResults.Ok(ToWire(version)),
        _ => TypedResults.NoContent(),
    };

    static async Task<IResult> GoneAsync(Task<FlowAnswer> command) =>
        (await command).Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();

    static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    static string Actor(HttpContext http) => http.User.Identity!.Name!;

    internal static Flow ToWire(WorkflowDefinition definition) =>
        new(definition.DefinitionId, definition.Name ?? definition.DefinitionId, definition.Version, definition.IsPublished, definition.Head.Content);
}

/// <summary>A version of a workflow definition.</summary>
/// <param name="Content">Hash of what was drawn: give it as If-Match when saving what was edited from here.</param>
/// <param name="Asked">Who asks for its publication; null when nobody does.</param>
sealed record Flow(string DefinitionId, string Name, int Version, bool IsPublished, string Content, AskedBy? Asked = null);

/// <summary>Who asks for a publication, and since when.</summary>
sealed record AskedBy(string Actor, DateTimeOffset At);

/// <summary>A version that was taken in, with what checks found in it. Warnings, and errors of a draft, do not keep it out.</summary>
sealed record ImportedFlow(string DefinitionId, string Name, int Version, bool IsPublished, string Content, IReadOnlyList<LintFindingView> Findings)
{
    public static ImportedFlow Of(WorkflowDefinition definition, IEnumerable<Finding> findings) => new(
        definition.DefinitionId, definition.Name ?? definition.DefinitionId, definition.Version, definition.IsPublished, definition.Head.Content, [.. findings.Select(LintFindingView.Of)]);
}

/// <summary>A version in the list of versions.</summary>
/// <param name="IsDraft">Whether saving overwrites it; a version that was published or that a case started on never changes.</param>
sealed record FlowVersion(int Version, bool IsLatest, bool IsPublished, bool IsDraft, string Content, DateTimeOffset? SavedAt, string? SavedBy);

/// <summary>Something that was done to a flow.</summary>
/// <param name="Number">By which it can be restored.</param>
/// <param name="Version">0 when it was done to the whole flow.</param>
sealed record FlowHistoryLine(long Number, LibraryAction Action, int Version, DateTimeOffset At, string Actor, string? Content);

/// <summary>Why a publication is declined.</summary>
sealed record SentBack(string Reason);

/// <summary>Which flows a command is for.</summary>
sealed record FlowIds(IReadOnlyList<string> DefinitionIds);

/// <summary>What came of a command on one of several flows.</summary>
/// <param name="Problems">Why not; empty when it took effect.</param>
sealed record FlowOutcome(string DefinitionId, bool Ok, IReadOnlyList<string> Problems);
