using Lendflow.Host.Api;
using Lendflow.Host.Flows;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that give instances away as files and delete them.</summary>
static class InstanceFilesApi
{
    public static void MapElsaInstanceFiles(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/workflow-instances/{id}/export", OneAsync);
        elsa.MapPost("/bulk-actions/export/workflow-instances", SeveralAsync);
        elsa.MapPost("/bulk-actions/import/workflow-instances", () => new ElsaRefusal(["Expected nobody to import instances: a case is what happened here, and not what a file says."]));
        elsa.MapDelete("/workflow-instances/{id}", DeleteOneAsync).Needs(FlowRight.Edit);
        elsa.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteSeveralAsync).Needs(FlowRight.Edit);
    }

    static async Task<IResult> OneAsync(string id, HttpContext http, InstanceFiles files, CancellationToken cancellationToken) =>
        await files.FindAsync(id, cancellationToken) is { } file ? Download.Of(http, file.Json.ToArray(), "application/json", file.Name) : Problems.NotFound($"an instance '{id}'");

    static async Task<IResult> SeveralAsync(ElsaBody<InstanceIds> body, HttpContext http, InstanceFiles files, CancellationToken cancellationToken)
    {
        var found = new List<Engine.Virtual.FlowFile>();
        foreach (var id in body.Value!.Ids ?? [])
            if (await files.FindAsync(id, cancellationToken) is { } file) found.Add(file);
        return Download.Of(http, FlowArchive.Zip(found), "application/zip", "workflow-instances.zip");
    }

    static async Task<IResult> DeleteOneAsync(string id, HttpContext http, InstanceDeletion deletion, CancellationToken cancellationToken) =>
        await deletion.DeleteAsync(id, http.User.Identity!.Name!, cancellationToken) is { } why ? new ElsaRefusal([why]) : Results.NoContent();

    static async Task<IResult> DeleteSeveralAsync(ElsaBody<InstanceIds> body, HttpContext http, InstanceDeletion deletion, CancellationToken cancellationToken)
    {
        var refusals = new List<string>();
        foreach (var id in body.Value!.Ids ?? [])
            if (await deletion.DeleteAsync(id, http.User.Identity!.Name!, cancellationToken) is { } why) refusals.Add(why);
        Notice.Send(http, refusals);
        return ElsaJson.Ok(new { deleted = (body.Value.Ids?.Count ?? 0) - refusals.Count });
    }
}

sealed record InstanceIds(IReadOnlyList<string>? Ids = null);
