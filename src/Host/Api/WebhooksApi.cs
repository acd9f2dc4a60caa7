using Lendflow.Activities.ESign;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Host.Cases;
using Lendflow.Host.Running;
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
        HttpRequest request, [FromHeader(Name = "X-Signature")] string? signature, Settings settings, IWorkflowStore store, EnvelopeReports reports, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!ESignCallback.Verify(signature, bytes.Span, settings.ESignSecret)) return Problems.Of(401, "Expected X-Signature to be the HMAC-SHA256 of the body under the shared secret, but it is not.");
        if (!ESignCallback.TryRead(bytes.Span, out var callback, out var problem)) return Problems.Of(422, problem);

        var operation = $"esign:{callback.EventId}";
        if (await store.FindOperationAsync(operation, cancellationToken) is not null) return TypedResults.Accepted((string?)null);
        if (request.Query["case"] is [{ } number] && await HasEndedAsync(number, store, cancellationToken)) return TypedResults.Accepted((string?)null);
        return await reports.DeliverAsync(callback, operation, cancellationToken) > 0 ? TypedResults.Accepted((string?)null) : Problems.NotFound("a case that waits for this envelope");
    }

    /// <summary>Nobody will ever wait for a report about a case that has ended: repeating it helps nobody.</summary>
    static async Task<bool> HasEndedAsync(string number, IWorkflowStore store, CancellationToken cancellationToken) =>
        await store.LoadAsync(CaseNumber.InstanceId(number), cancellationToken) is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted };
}

/// <summary>Brings what the provider reports to the case that waits for it.</summary>
sealed class EnvelopeReports(EventPublisher events, NewWaits waits, TimeProvider clock)
{
    /// <summary>A provider that repeats after half a second is slower than the commit that awaits its report.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A report can overtake the commit that awaits it: then it waits a moment. The provider repeats what came too early all the same.</summary>
    /// <returns>How many waits it ended.</returns>
    public async Task<int> DeliverAsync(ESignCallback report, string operationId, CancellationToken cancellationToken)
    {
        var key = ESignActivity.CallbackKey(report.EnvelopeId);
        var hash = Stimulus.Hash(ESignActivity.Message, key);
        var awaited = waits.Expect(hash);
        try
        {
            if (await SendAsync() is > 0 and var met) return met;
            await awaited.WaitAsync(Patience, clock, cancellationToken);
            return await SendAsync();
        }
        catch (TimeoutException)
        {
            return 0;
        }
        finally
        {
            waits.Forget(hash);
        }

        Task<int> SendAsync() => events.SendAsync(ESignActivity.Message, key, Values.From(report), operationId, cancellationToken);
    }
}
