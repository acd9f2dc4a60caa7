using System.Text.Json;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Host.People;
using Microsoft.AspNetCore.Mvc;

namespace Lendflow.Host.Api;

/// <summary>Events from outside, and what flows are started by.</summary>
static class EventsApi
{
    const int LongestName = 200;

    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        var flows = app.MapGroup("/api").WithTags("flows").RequireAuthorization(Roles.MayOperate).AddEndpointFilter<BodyFilter>();
        flows.MapPost("events/{name}", PublishAsync).WithName("publishEvent").Produces<EventReceipt>(202)
            .WithSummary("Publishes an event: starts flows by it, resumes who waits for it; one that nobody waits for yet is kept for ten minutes. Repeated under its Idempotency-Key it does nothing");
        flows.MapGet("flows/{definitionId}/triggers", ListAsync).WithName("listTriggers").WithSummary("By what the published version of a flow is started");
    }

    static async Task<IResult> PublishAsync(
        string name, [FromHeader(Name = "Idempotency-Key")] string? key, Body<EventOrder> body, HttpContext http, EventPublisher events, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (name.Length > LongestName) return Problems.Of(422, $"Expected a name of at most {LongestName} characters, but it has {name.Length}.");
        var user = http.User.Identity!.Name!;
        var id = $"event:{user}:{(string.IsNullOrEmpty(key) ? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N") : key)}";
        var order = body.Value;
        var done = await events.PublishAsync(new Publication(name, order.CorrelationId, order.InstanceId, order.Payload), id, user, cancellationToken);
        return TypedResults.Accepted((string?)null, new EventReceipt(done.Started, done.Resumed, done.IsKept, done.WasRepeated, done.Refusals));
    }

    static async Task<IEnumerable<TriggerView>> ListAsync(string definitionId, ITriggerStore triggers, CancellationToken cancellationToken) =>
        (await triggers.ListTriggersAsync(definitionId, cancellationToken)).Select(t => new TriggerView(t.ActivityId, t.Name, t.Payload, t.DueAt));
}

/// <summary>What is published with an event, and for whom.</summary>
/// <param name="CorrelationId">Only instances with this one get it, and what it starts has it; all when it is left out.</param>
/// <param name="InstanceId">Only this instance gets it, and nothing is started; all when it is left out.</param>
sealed record EventOrder(JsonElement? Payload = null, string? CorrelationId = null, string? InstanceId = null);

/// <summary>What an event did.</summary>
/// <param name="Started">Instances it started.</param>
/// <param name="Resumed">Waits it ended.</param>
/// <param name="IsKept">Nobody waited for it: it is kept for ten minutes.</param>
/// <param name="WasRepeated">It was published before under the same Idempotency-Key; nothing was done now.</param>
/// <param name="Refusals">Why instances were not started.</param>
sealed record EventReceipt(int Started, int Resumed, bool IsKept, bool WasRepeated, IReadOnlyList<string> Refusals);

/// <summary>By what a flow is started.</summary>
/// <param name="Step">Id of the step.</param>
/// <param name="Kind">Its type, for example <c>Elsa.Event</c>.</param>
/// <param name="Condition">Name of the event, interval, schedule or moment.</param>
/// <param name="DueAt">When the clock starts the next instance; absent when it never does.</param>
sealed record TriggerView(string Step, string Kind, JsonElement Condition, DateTimeOffset? DueAt);
