using Lendflow.Engine.Tasks;
using Lendflow.Host.Flows;

namespace Lendflow.Host.Elsa;

/// <summary>Elsa's routes that do the same to several definitions: each by itself, so that one refusal does not stop the others.</summary>
static class BulkApi
{
    public static void MapElsaBulkActions(this IEndpointRouteBuilder elsa)
    {
        var bulk = elsa.MapGroup("/bulk-actions");
        bulk.MapPost("publish/workflow-definitions/by-definition-ids", PublishAsync).Needs(FlowRight.Publish, FlowRight.Edit);
        bulk.MapPost("retract/workflow-definitions/by-definition-ids", RetractAsync).Needs(FlowRight.Publish);
        bulk.MapPost("delete/workflow-definitions/by-definition-id", (ElsaBody<BulkOrder> body, HttpContext http, FlowLibrary library, CancellationToken cancellationToken) =>
            DeleteAsync(http, body.Value!.DefinitionIds, id => library.DeleteAsync(id, withCases: false, http.User.Identity!.Name!, cancellationToken))).Needs(FlowRight.Edit);
        bulk.MapPost("delete/workflow-definitions/by-id", (ElsaBody<BulkOrder> body, HttpContext http, FlowLibrary library, CancellationToken cancellationToken) =>
            DeleteAsync(http, body.Value!.Ids, id => library.DeleteVersionAsync(id, withCases: false, http.User.Identity!.Name!, cancellationToken))).Needs(FlowRight.Edit);
    }

    static async Task<IResult> PublishAsync(ElsaBody<BulkOrder> body, HttpContext http, FlowLibrary library, CancellationToken cancellationToken)
    {
        var answers = await AllAsync(http, body.Value!.DefinitionIds, id => library.PublishOrAskAsync(id, http.User.Identity!.Name!, http.User.May(FlowRight.Publish), cancellationToken));
        if (!http.User.May(FlowRight.Publish)) Notice.Send(http, answers.SelectMany(a => a.Answer.Refusal?.Problems.Select(p => p.Message) ?? [DefinitionWritesApi.Asked]));
        return ElsaJson.Ok(new
        {
            published = Done(answers, wasSo: false),
            alreadyPublished = Done(answers, wasSo: true),
            notFound = NotFound(answers),
            updatedConsumers = answers.SelectMany(a => a.Answer.Consumers).Distinct(),
        });
    }

    static async Task<IResult> RetractAsync(ElsaBody<BulkOrder> body, HttpContext http, FlowLibrary library, CancellationToken cancellationToken)
    {
        var answers = await AllAsync(http, body.Value!.DefinitionIds, id => library.RetractAsync(id, http.User.Identity!.Name!, cancellationToken));
        return ElsaJson.Ok(new
        {
            retracted = Done(answers, wasSo: false),
            alreadyRetracted = answers.Where(a => a.Answer.Refusal?.Kind == RefusalKind.Invalid).Select(a => a.Id),
            notFound = NotFound(answers),
        });
    }

    static async Task<IResult> DeleteAsync(HttpContext http, IReadOnlyList<string>? ids, Func<string, Task<FlowAnswer>> delete) =>
        ElsaJson.Ok(new { deleted = (await AllAsync(http, ids, delete)).Count(a => a.Answer.Refusal is null) });

    static async Task<List<(string Id, FlowAnswer Answer)>> AllAsync(HttpContext http, IReadOnlyList<string>? ids, Func<string, Task<FlowAnswer>> act)
    {
        var answers = new List<(string Id, FlowAnswer Answer)>();
        foreach (var id in ids ?? []) answers.Add((id, await act(id)));
        Notice.Send(http, answers.SelectMany(a => a.Answer.Refusal?.Problems ?? []).Select(p => p.Message));
        return answers;
    }

    static IEnumerable<string> Done(List<(string Id, FlowAnswer Answer)> answers, bool wasSo) =>
        answers.Where(a => a.Answer.Refusal is null && a.Answer.WasSo == wasSo).Select(a => a.Id);

    static IEnumerable<string> NotFound(List<(string Id, FlowAnswer Answer)> answers) => answers.Where(a => a.Answer.Refusal?.Kind == RefusalKind.NotFound).Select(a => a.Id);
}

sealed record BulkOrder(IReadOnlyList<string>? Ids = null, IReadOnlyList<string>? DefinitionIds = null, bool IncludeConsumingWorkflows = false);

/// <summary>Something the user has to read although the request was carried out, where Elsa's answer has no place for it: the page
/// around Studio shows it.</summary>
static class Notice
{
    public const string Header = "Lendflow-Notice";

    const int Longest = 1_500;

    public static void Send(HttpContext http, IEnumerable<string> messages)
    {
        var text = string.Join('\n', messages.Distinct());
        if (text.Length > 0) http.Response.Headers[Header] = Uri.EscapeDataString(text.Length > Longest ? text[..Longest] : text);
    }
}
