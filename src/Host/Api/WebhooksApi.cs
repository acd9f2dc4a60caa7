using Lendflow.Activities.ESign;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>What the outside reports by itself.</summary>
static class WebhooksApi
{
    const int LargestCallback = 64 * 1024;

    public static void MapWebhooks(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/webhooks/esign", ReceiveAsync).WithName("receiveSignature").WithSummary("The e-sign provider's report, signed with the shared secret in X-Signature").WithTags("webhooks")
            .AllowAnonymous().Accepts<ESignCallback>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestCallback)).Produces(202);

    static async Task<IResult> ReceiveAsync(
        HttpRequest request, [FromHeader(Name = "X-Signature")] string? signature, Settings settings, IWorkflowStore store, EventPublisher events, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!ESignCallback.Verify(signature, bytes.Span, settings.ESignSecret)) return Problems.Of(401, "Expected X-Signature to be the HMAC-SHA256 of the body under the shared secret, but it is not.");
        if (!ESignCallback.TryRead(bytes.Span, out var callback, out var problem)) return Problems.Of(422, problem);

        var operation = $"esign:{callback.EventId}";
        if (await store.FindOperationAsync(operation, cancellationToken) is not null) return TypedResults.Accepted((string?)null);
        var met = await events.SendAsync(ESignActivity.Message, ESignActivity.CallbackKey(callback.EnvelopeId), Values.From(callback), operation, cancellationToken);
        // The report can overtake the commit that awaits it: the provider repeats what was not accepted.
        return met > 0 ? TypedResults.Accepted((string?)null) : Problems.NotFound("a case that waits for this envelope");
    }
}
