using System.Security.Cryptography;
using System.Text.Json;
using Lendflow.Activities;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Host.Api;

namespace Lendflow.Host.Cases;

/// <summary>Takes applications in: keeps the files, starts the case. The same request twice starts it once.</summary>
sealed class Intake(WorkflowRunner runner, IWorkflowStore store, GraphCache graphs, CaseDocuments documents, TimeProvider clock)
{
    public const string Flow = "loan-origination";

    /// <summary>Input that tells a repeated request from another one under the same key. Flows do not read it.</summary>
    const string RequestHash = "requestSha256";

    /// <param name="key">The caller's idempotency key; null when it does not care.</param>
    /// <param name="reserved">The number the case is to have; null for a new one.</param>
    public async Task<IntakeResult> AcceptAsync(
        SubmittedApplication request, IReadOnlyList<CheckedFile> files, string user, string? key, CancellationToken cancellationToken, string? reserved = null)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
        var operation = key is null ? null : $"submit:{user}:{key}";
        if (operation is not null && await store.FindOperationAsync(operation, cancellationToken) is { } earlier) return await RepeatAsync(earlier, hash, cancellationToken);
        if (await graphs.FindPublishedAsync(Flow, cancellationToken) is not { } graph) return new IntakeResult.NoFlow();

        var number = reserved ?? await NewNumberAsync(cancellationToken);
        var kept = await Task.WhenAll(files.Select((file, index) => documents.AddAsync($"{number}-{index + 1}", number, file, cancellationToken))); // At once: they share a flush.

        var input = new Dictionary<string, JsonElement>
        {
            ["application"] = Values.From(request.ToApplication()),
            ["documents"] = Values.From(kept),
            ["submittedBy"] = Values.Of(user),
            [RequestHash] = Values.Of(hash),
        };
        var start = new Trigger.Start(CaseNumber.InstanceId(number), input, number, number, Actor: user);
        var result = await runner.StartAsync(graph, start, operation, cancellationToken);
        if (result.Refusal is { } refusal) return new IntakeResult.Refused(refusal);
        return result.WasRepeated ? await RepeatAsync(result.Instance!.Id, hash, cancellationToken) : new IntakeResult.Accepted(ReceiptOf(result.Instance!, result.Changes), false);
    }

    /// <summary>A number that no case has.</summary>
    public async Task<string> NewNumberAsync(CancellationToken cancellationToken)
    {
        string number;
        do number = CaseNumber.New(clock.GetUtcNow());
        while ((await store.FindByCorrelationAsync(number, cancellationToken)).Count > 0);
        return number;
    }

    /// <summary>The first answer again, whatever became of the case since: it follows from the case's first commit.</summary>
    async Task<IntakeResult> RepeatAsync(string instanceId, string hash, CancellationToken cancellationToken)
    {
        var instance = await store.LoadAsync(instanceId, cancellationToken) ?? throw new InvalidOperationException($"Expected instance {instanceId} of an operation, but it is gone.");
        if (instance.Input.GetValueOrDefault(RequestHash) is not { ValueKind: JsonValueKind.String } first || first.GetString() != hash) return new IntakeResult.OtherBody();
        var log = await store.ReadLogAsync(instanceId, cancellationToken);
        return new IntakeResult.Accepted(ReceiptOf(instance, log[0].Changes), true);
    }

    static Receipt ReceiptOf(Instance instance, IReadOnlyList<Change> first)
    {
        var facts = first.OfType<Change.FactSet>().ToLookup(f => f.Name, f => f.Value);
        return new Receipt(instance.CorrelationId!, facts[CaseFacts.Status].LastOrDefault() ?? "running", facts[CaseFacts.Stage].LastOrDefault(), facts[CaseFacts.Track].LastOrDefault(), instance.CreatedAt);
    }
}

/// <summary>What became of an application.</summary>
abstract record IntakeResult
{
    /// <param name="WasRepeated">The case existed already.</param>
    public sealed record Accepted(Receipt Receipt, bool WasRepeated) : IntakeResult;

    /// <summary>The key was used for another request.</summary>
    public sealed record OtherBody : IntakeResult;

    /// <summary>The flow does not allow another case now.</summary>
    public sealed record Refused(Refusal Refusal) : IntakeResult;

    /// <summary>No loan flow is published.</summary>
    public sealed record NoFlow : IntakeResult;
}
