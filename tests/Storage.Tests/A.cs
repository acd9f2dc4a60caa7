using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Storage.Tests;

/// <summary>Data for the tests; what a test does not name does not matter to it.</summary>
static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static string Id(string prefix = "i") => $"{prefix}-{Guid.CreateVersion7():N}";

    /// <summary>The first commit of a new instance.</summary>
    public static Commit Start(string id, params Change[] changes) => StartOf(id, null, Noon, null, changes);

    public static Commit StartOf(string id, string? correlationId, DateTimeOffset at, string? operation, params Change[] changes)
    {
        Change.InstanceStarted started = new(id, "loan", "loan-v1", 1, correlationId, null, new Dictionary<string, JsonElement>(), null, null, null);
        return Decide(new Instance(), at, operation, [started, .. changes]);
    }

    public static Commit ChildOf(string parent, string id, params Change[] changes) =>
        Decide(new Instance(), Noon, null, [new Change.InstanceStarted(id, "loan", "loan-v1", 1, null, null, new Dictionary<string, JsonElement>(), null, parent, null), .. changes]);

    /// <summary>The next commit of an instance as it was loaded.</summary>
    public static Commit Next(Instance instance, params Change[] changes) => NextAt(instance, Noon, null, changes);

    public static Commit NextAt(Instance instance, DateTimeOffset at, string? operation, params Change[] changes) =>
        Decide(EngineJson.ReadInstance(EngineJson.WriteInstance(instance)), at, operation, changes);

    static Commit Decide(Instance instance, DateTimeOffset at, string? operation, IEnumerable<Change> changes)
    {
        Change[] all = [new Change.Triggered("test", at), .. changes];
        foreach (var change in all) instance.Apply(change);
        instance.Committed();
        return new Commit(instance, instance.Revision - 1, all, at, operation, at.AddSeconds(30));
    }

    public static Change EventWait(string id, string hash, DateTimeOffset? createdAt = null) =>
        new Change.WaitCreated(new Wait(id, 1, "root", WaitKind.Event, "Elsa.Event", hash, default, createdAt ?? Noon));

    public static Change Timer(string id, DateTimeOffset dueAt) =>
        new Change.WaitCreated(new Wait(id, 1, "root", WaitKind.Timer, "Elsa.Delay", "", default, Noon, DueAt: dueAt));

    public static Change Job(string id, string instanceId, DateTimeOffset? notBefore = null, DateTimeOffset? createdAt = null) =>
        new Change.JobRequested(new Job(id, instanceId, null, "credit-pull", JobMode.Effect, Json("""{"name":"小微企业"}"""), $"{id}/1", createdAt ?? Noon, NotBefore: notBefore));

    public static UserTask Task(string id, string instanceId) => new()
    {
        Id = id,
        InstanceId = instanceId,
        DefinitionId = "loan",
        Activity = 1,
        Step = "review",
        Title = "Review the application",
        CreatedAt = Noon,
        CandidateGroups = ["officers"],
    };

    public static Incident Incident(string id, string message = "Expected an answer, but none came.") =>
        new(id, null, "pull", "root/pull", "CreditPull", message, null, Noon);

    public static WorkflowDefinition Definition(string definitionId, int version, bool isLatest = false, bool isPublished = false, string? name = null) => new(
        $"{definitionId}-v{version}", definitionId, version, name ?? definitionId, null, isLatest, isPublished, Noon,
        Json($$"""{"definitionId":"{{definitionId}}","version":{{version}},"title":"小微贷款"}"""));

    public static StartTrigger Trigger(WorkflowDefinition version, string id, string hash = "h", DateTimeOffset? dueAt = null) =>
        new(id, version.DefinitionId, version.Id, $"step-of-{id}", "Elsa.Event", hash, Json("{\"eventName\":\"放款\"}"), dueAt);

    /// <summary>What is decided on a definition as it is in the store now.</summary>
    public static async Task<DefinitionCommit> ChangeAsync(IDefinitionStore store, string definitionId, LibraryAction action = LibraryAction.Saved)
    {
        var state = await store.ReadStateAsync(definitionId, CancellationToken.None);
        return new DefinitionCommit(definitionId, state.Revision, state.LastVersion, new LibraryEntry(action, 0, new Signature("olga", Noon), null));
    }

    public static async Task DeleteAsync(this IDefinitionStore store, string definitionId, string versionId) =>
        (await store.CommitAsync([await ChangeAsync(store, definitionId, LibraryAction.VersionDeleted) with { Removed = [versionId] }], CancellationToken.None)).Should().BeTrue();

    public static JsonElement Json(string json) => JsonElement.Parse(json);
}
