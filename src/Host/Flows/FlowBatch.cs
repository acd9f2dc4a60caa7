using Lendflow.Activities;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Host.Flows;

/// <summary>What takes effect together with definitions.</summary>
/// <param name="Policy">The tables under which they are judged.</param>
/// <param name="WriteAsync">Writes both or neither; false when somebody else was faster.</param>
sealed record WrittenBesides(Policy Policy, Func<IReadOnlyList<DefinitionCommit>, CancellationToken, Task<bool>> WriteAsync);

/// <summary>Commands about definitions that take effect together or not at all. Each sees what those before it decided.</summary>
sealed class FlowBatch(IDefinitionStore definitions, ElementTable elements, TriggerIndex triggers, FlowLint lint, Signature by, CancellationToken cancellationToken)
{
    readonly Dictionary<string, DefinitionState> _states = [];
    readonly Dictionary<string, WorkflowDefinition> _written = [];
    readonly List<DefinitionCommit> _commits = [];

    public Signature By => by;

    /// <summary>What checks found in the version that was judged last, errors or not.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Definitions that change when the batch is written.</summary>
    public IReadOnlyCollection<string> Changed => [.. _commits.Select(c => c.DefinitionId).Distinct()];

    public async Task<DefinitionState> StateAsync(string definitionId) =>
        _states.TryGetValue(definitionId, out var state) ? state : _states[definitionId] = await definitions.ReadStateAsync(definitionId, cancellationToken);

    /// <summary>A version as it will be.</summary>
    public async Task<WorkflowDefinition?> FindAsync(string versionId) =>
        _written.TryGetValue(versionId, out var written) ? written : await definitions.FindVersionAsync(versionId, cancellationToken);

    public Ruling Add(Ruling ruling)
    {
        if (ruling.Commit is not { } commit) return ruling;
        _commits.Add(commit);
        _states[commit.DefinitionId] = _states[commit.DefinitionId].After(commit);
        foreach (var version in commit.Written) _written[version.Id] = version;
        return ruling;
    }

    /// <summary>Saves what was drawn as the latest version of its definition.</summary>
    public async Task<Ruling> SaveAsync(WorkflowDefinition model, string? expected, LibraryAction action)
    {
        var state = await StateAsync(model.DefinitionId);
        var isFree = state.LastVersion == 0 && await FindAsync(model.Id) is null;
        return Add(Lifecycle.Save(state, model, expected, by, isFree ? model.Id : FlowLibrary.NewId(by.At), action));
    }

    /// <summary>Publishes the latest version, and what its author wants to follow it.</summary>
    public async Task<FlowAnswer> PublishAsync(string definitionId)
    {
        var state = await StateAsync(definitionId);
        if (await LatestAsync(state) is not { } version) return FlowAnswer.NotFound($"a flow '{definitionId}'");
        if (version.IsPublished) return new FlowAnswer(version) { WasSo = true };

        var used = await UsedWorkflows.FindAsync(version, definitions, elements, cancellationToken);
        var pinned = Consumers.Pin(version, used);
        var ruling = Add(Lifecycle.Publish(state, pinned, await JudgeAsync(pinned, used), by));
        if (ruling.Refusal is { } refusal) return FlowAnswer.Refused(refusal) with { Findings = Findings };
        foreach (var draft in used.All.Where(u => !u.IsSealed)) Add(Lifecycle.Seal(await StateAsync(draft.DefinitionId), draft.Id, by));
        return Consumers.AreUpdated(version) ? await UpdateConsumersAsync(ruling.Version!) : new FlowAnswer(ruling.Version);
    }

    /// <summary>Asks for the publication of the latest version; not of one that would be refused.</summary>
    public async Task<FlowAnswer> AskForPublicationAsync(string definitionId)
    {
        var state = await StateAsync(definitionId);
        if (await LatestAsync(state) is not { } version) return FlowAnswer.NotFound($"a flow '{definitionId}'");
        if (version.IsPublished) return new FlowAnswer(version) { WasSo = true };

        var used = await UsedWorkflows.FindAsync(version, definitions, elements, cancellationToken);
        if ((await JudgeAsync(Consumers.Pin(version, used), used)).Problems is { Count: > 0 } problems) return FlowAnswer.Refused(new Refusal(RefusalKind.Invalid, problems)) with { Findings = Findings };
        Add(Lifecycle.AskForPublication(state, by));
        return new FlowAnswer(version);
    }

    async Task<WorkflowDefinition?> LatestAsync(DefinitionState state) => state.Latest is { } latest ? await FindAsync(latest.Id) : null;

    /// <summary>Everything that may keep a version from being published is asked here.</summary>
    async Task<DerivedTriggers> JudgeAsync(WorkflowDefinition version, UsedWorkflows used)
    {
        var problems = PublicationRules.Check(version, used, elements);
        if (problems.Count == 0) problems = Publication.Obstacles(Findings = await lint.CheckAsync(version, [.. _written.Values], cancellationToken));
        return problems.Count > 0 ? new DerivedTriggers([], problems) : await triggers.DeriveAsync(version, by.At, cancellationToken);
    }

    async Task<FlowAnswer> UpdateConsumersAsync(WorkflowDefinition published)
    {
        var latest = (await definitions.ListLatestAsync(cancellationToken)).Where(d => d.DefinitionId != published.DefinitionId).Append(published).ToList();
        var renewed = new List<WorkflowDefinition> { published };
        foreach (var consumer in Consumers.Of(published, latest, elements))
        {
            var updated = renewed.Aggregate(consumer, (c, used) => Consumers.PointAt(c, used, elements));
            if (ReferenceEquals(updated, consumer)) continue;
            var saved = Add(Lifecycle.Save(await StateAsync(consumer.DefinitionId), updated, null, by, FlowLibrary.NewId(by.At), LibraryAction.Updated));
            if (saved.Version is not { } version) continue;
            if (consumer.IsPublished)
            {
                var ruling = Add(Lifecycle.Publish(await StateAsync(consumer.DefinitionId), version, await JudgeAsync(version, UsedWorkflows.None), by));
                if (ruling.Refusal is { } refusal) return FlowAnswer.Refused(InConsumer(refusal, consumer));
                version = ruling.Version!;
            }
            renewed.Add(version);
        }
        return new FlowAnswer(published) { Consumers = [.. renewed.Skip(1).Select(r => r.DefinitionId)] };
    }

    static Refusal InConsumer(Refusal refusal, WorkflowDefinition consumer) =>
        refusal with { Problems = [.. refusal.Problems.Select(p => p with { Message = $"{p.Message} (In '{consumer.Name ?? consumer.DefinitionId}', which uses it.)" })] };

    /// <param name="besides">What is written in the same transaction; null when nothing is.</param>
    /// <returns>False when somebody else was faster; everything has to be decided again then.</returns>
    public async Task<bool> WriteAsync(WrittenBesides? besides) =>
        besides is not null ? await besides.WriteAsync(_commits, cancellationToken) : _commits.Count == 0 || await definitions.CommitAsync(_commits, cancellationToken);
}
