using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Api;
using Lendflow.Host.Flows;
using Lendflow.Storage.Queries;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that change definitions. The rules are those of the library; here they get Elsa's shapes.</summary>
static class DefinitionWritesApi
{
    public static void MapElsaDefinitionWrites(this IEndpointRouteBuilder elsa)
    {
        elsa.MapPost("/workflow-definitions", SaveAsync).Needs(FlowRight.Edit);
        elsa.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync).Needs(FlowRight.Publish, FlowRight.Edit);
        elsa.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync).Needs(FlowRight.Publish);
        elsa.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync).Needs(FlowRight.Edit);
        elsa.MapPost("/workflow-definitions/{definitionId}/update-references", () => ElsaJson.Ok(new { affectedWorkflows = Array.Empty<string>() })).Needs(FlowRight.Edit);
        elsa.MapPost("/workflow-definitions/import", ImportAsync).Needs(FlowRight.Import);
        elsa.MapDelete("/workflow-definitions/{definitionId}", (string definitionId, HttpContext http, FlowLibrary library, CancellationToken cancellationToken) =>
            DeletedAsync(library.DeleteAsync(definitionId, withCases: false, http.User.Identity!.Name!, cancellationToken))).Needs(FlowRight.Edit);
        elsa.MapDelete("/workflow-definition-versions/{id}", (string id, HttpContext http, FlowLibrary library, CancellationToken cancellationToken) =>
            DeletedAsync(library.DeleteVersionAsync(id, withCases: false, http.User.Identity!.Name!, cancellationToken))).Needs(FlowRight.Edit);
    }

    static async Task<IResult> SaveAsync(ElsaBody<SaveOrder> body, HttpContext http, FlowLibrary library, DefinitionShapes shapes, CancellationToken cancellationToken)
    {
        var then = body.Value!.Publish != true ? AfterSave.Nothing : http.User.May(FlowRight.Publish) ? AfterSave.Publish : AfterSave.Ask;
        var actor = http.User.Identity!.Name!;
        var (model, token) = DrawnModel.Read(body.Value.Model);
        var latest = ActivityTree.Text(model, "definitionId") is { Length: > 0 } id ? await library.FindDraftAsync(id, cancellationToken) : null;
        // Studio may save twice before it has read the first answer: only what somebody else saved in between is a conflict.
        var expected = latest?.Saved?.Actor == actor ? null : token;
        var saved = await library.SaveDraftAsync(JsonSerializer.SerializeToElement(model, ElsaJson.Options), actor, expected, then, cancellationToken);
        if (then == AfterSave.Ask && saved.Refusal is null) Notice.Send(http, [Asked]);
        return saved.Refusal is { } refusal ? Refused(refusal) : ElsaJson.Ok(await AnswerAsync(saved, http, shapes, cancellationToken));
    }

    static async Task<IResult> PublishAsync(string definitionId, HttpContext http, FlowLibrary library, DefinitionShapes shapes, CancellationToken cancellationToken)
    {
        var actor = http.User.Identity!.Name!;
        if (!http.User.May(FlowRight.Publish)) Notice.Send(http, [Asked]);
        var published = await library.PublishOrAskAsync(definitionId, actor, http.User.May(FlowRight.Publish), cancellationToken);
        return published.Refusal is { } refusal ? Refused(refusal) : ElsaJson.Ok(await AnswerAsync(published, http, shapes, cancellationToken));
    }

    static async Task<IResult> RetractAsync(string definitionId, HttpContext http, FlowLibrary library, DefinitionShapes shapes, CancellationToken cancellationToken)
    {
        var retracted = await library.RetractAsync(definitionId, http.User.Identity!.Name!, cancellationToken);
        return retracted.Refusal is { } refusal ? Refused(refusal) : ElsaJson.Ok(await shapes.FullAsync(retracted.Version!, http.User, cancellationToken));
    }

    static async Task<IResult> RevertAsync(string definitionId, int version, HttpContext http, FlowLibrary library, CancellationToken cancellationToken)
    {
        var reverted = await library.RevertAsync(definitionId, version, http.User.Identity!.Name!, cancellationToken);
        if (reverted.Refusal is { } refusal) return Refused(refusal);
        return Results.Json(DefinitionShapes.Summary(reverted.Version!, http.User), ElsaJson.Options, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>The file itself, or what Studio made of it: then its definition may be the one that is open. 201 where there was none before.</summary>
    static async Task<IResult> ImportAsync(ElsaBody<JsonObject> body, HttpContext http, FlowLibrary library, DefinitionShapes shapes, CancellationToken cancellationToken)
    {
        var drawn = DrawnModel.ReadFile(body.Value!);
        var isNew = ActivityTree.Text(drawn, "definitionId") is not { Length: > 0 } id || await library.FindDraftAsync(id, cancellationToken) is null;
        var file = new FlowFile("definition.json", JsonSerializer.SerializeToUtf8Bytes(drawn, ElsaJson.Options));
        var imported = await library.ImportAsync([file], publish: false, http.User.Identity!.Name!, cancellationToken);
        if (imported.Refusal is { } refusal) return Refused(refusal);
        var answer = await shapes.FullAsync(imported.Definitions[0], http.User, cancellationToken);
        return Results.Json(answer, ElsaJson.Options, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static async Task<IResult> DeletedAsync(Task<FlowAnswer> deletion) => (await deletion).Refusal switch
    {
        null => Results.NoContent(),
        { Kind: RefusalKind.NotFound } gone => Problems.Of(gone),
        var refusal => Refused(refusal),
    };

    static async Task<object> AnswerAsync(FlowAnswer answer, HttpContext http, DefinitionShapes shapes, CancellationToken cancellationToken) => new
    {
        workflowDefinition = await shapes.FullAsync(answer.Version!, http.User, cancellationToken),
        alreadyPublished = answer is { WasSo: true, Version.IsPublished: true }, // A save of what was saved changes nothing, either.
        consumingWorkflowCount = answer.Consumers.Count,
        validationErrors = Array.Empty<object>(),
    };

    /// <summary>Studio has no word for it: there the version was published.</summary>
    public const string Asked = "Publication is asked for: somebody who publishes sees it in the list of flows.";

    static ElsaRefusal Refused(Refusal refusal) => new([.. refusal.Problems.Select(p => p.Message).Distinct()]);
}

/// <param name="Model">The whole definition.</param>
sealed record SaveOrder(JsonObject Model, bool? Publish = null);
