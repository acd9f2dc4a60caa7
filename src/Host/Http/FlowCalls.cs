using Lendflow.Engine.Http;
using Lendflow.Engine.Running;
using Lendflow.Host.Api;

namespace Lendflow.Host.Http;

/// <summary>Gives requests to flows and their answers to the callers. A caller is answered when the flow has answered, or has come
/// to rest without, and that is on disk.</summary>
sealed class FlowCalls(EndpointFinder finder, EndpointAccess access, EndpointRuns runs, OpenRequests open, TimeProvider clock)
{
    /// <summary>How long a caller waits where the endpoint says nothing; the flow goes on without.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>Null when nobody waits for the request.</returns>
    public async Task<IResult?> CallAsync(HttpContext http, string path, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http);
        return await finder.FindAsync(http.Request.Method, path, caller, cancellationToken) switch
        {
            FoundEndpoint.Starts found => await AnswerAsync(http, path, found.Terms, r => runs.StartAsync(found.Trigger, r, caller, cancellationToken), cancellationToken),
            FoundEndpoint.Waits found => await AnswerAsync(http, path, found.Terms, r => runs.ResumeAsync(found.Address, r, caller, cancellationToken), cancellationToken),
            FoundEndpoint.Several => Problems.Of(409, "Expected one flow or instance that waits for this request, but several do: name the instance in the header X-Workflow-Instance-Id or the case in X-Correlation-Id."),
            _ => null,
        };
    }

    async Task<IResult> AnswerAsync(HttpContext http, string path, EndpointTerms terms, Func<FlowRequest, Task<RunResult>> runAsync, CancellationToken cancellationToken)
    {
        if (await access.RefuseAsync(http.User, terms) is { } forbidden) return forbidden;
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var (request, refusal) = await IncomingRequest.ReadAsync(http.Request, id, path, terms, cancellationToken);
        if (request is null) return refusal!;

        var answer = open.Open(id);
        try
        {
            var run = await runAsync(request);
            if (run.Refusal is not null) return Problems.Of(run.Refusal);
            http.Response.Headers[Caller.InstanceHeader] = run.Instance!.Id;
            if (run.WasRepeated) return await runs.RepeatAsync(run.Instance, request, cancellationToken);
            var isOpen = answer.IsCompleted || run.Instance.OpenRequest == id;
            return new FlowResult(isOpen ? await answer.WaitAsync(terms.RequestTimeout ?? Patience, clock, cancellationToken) : FlowAnswer.Of(run.Instance, null));
        }
        catch (TimeoutException)
        {
            return terms.RequestTimeout is { } limit
                ? Problems.Of(408, $"Expected the flow to answer within {limit}, but it has not yet. It goes on.")
                : TypedResults.Accepted((string?)null);
        }
        finally
        {
            open.Close(id);
        }
    }
}
