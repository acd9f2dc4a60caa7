using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;

namespace Lendflow.Host.Flows;

/// <summary>Brings definitions into the store and out of it. A published version never changes: what is imported on top of one
/// becomes the next version; a draft is replaced.</summary>
sealed class FlowLibrary(IDefinitionStore definitions, GraphCache graphs, TriggerIndex triggers, ElementTable elements, TimeProvider clock)
{
    /// <summary>Takes one definition in, as Elsa 3 JSON. It is published when the JSON says so.</summary>
    public async Task<Imported> ImportAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (DefinitionJson.Read(json, clock.GetUtcNow(), NewId, out var problems, elements.Languages) is not { } read) return new Imported(null, problems);

        var versions = await definitions.ListVersionsAsync(read.DefinitionId, cancellationToken);
        var placed = Place(read, versions);
        if (placed.Id == read.Id && versions.Count == 0 && await definitions.FindVersionAsync(read.Id, cancellationToken) is not null)
            placed = placed with { Id = NewId() }; // Another definition has this version id.
        return await SaveAsync(placed, versions, cancellationToken);
    }

    /// <summary>Publishes the latest version.</summary>
    /// <returns>Null when there is no such definition.</returns>
    public async Task<Imported?> PublishAsync(string definitionId, CancellationToken cancellationToken)
    {
        var versions = await definitions.ListVersionsAsync(definitionId, cancellationToken);
        if (versions.FirstOrDefault(v => v.IsLatest) is not { } latest) return null;
        if (latest.IsPublished) return new Imported(latest, []);
        return await SaveAsync(latest with { IsPublished = true }, versions, cancellationToken);
    }

    /// <param name="version">Null: the published one, or the latest when none is.</param>
    public async Task<WorkflowDefinition?> FindAsync(string definitionId, int? version, CancellationToken cancellationToken) => version is { } number
        ? (await definitions.ListVersionsAsync(definitionId, cancellationToken)).FirstOrDefault(v => v.Version == number)
        : await definitions.FindPublishedAsync(definitionId, cancellationToken) ?? await definitions.FindLatestAsync(definitionId, cancellationToken);

    public Task<IReadOnlyList<WorkflowDefinition>> ListAsync(CancellationToken cancellationToken) => definitions.ListLatestAsync(cancellationToken);

    static WorkflowDefinition Place(WorkflowDefinition read, IReadOnlyList<WorkflowDefinition> versions) =>
        versions switch
        {
            [] => read with { IsLatest = true },
            [{ IsPublished: false } draft, ..] => read with { Id = draft.Id, Version = draft.Version, IsLatest = true },
            [var published, ..] => read with { Id = NewId(), Version = published.Version + 1, IsLatest = true },
        };

    /// <summary>Writes a version together with those that it is newer than or published instead of, and with what starts it.</summary>
    async Task<Imported> SaveAsync(WorkflowDefinition version, IReadOnlyList<WorkflowDefinition> others, CancellationToken cancellationToken)
    {
        var changed = others.Where(o => o.Id != version.Id && (o.IsLatest || (o.IsPublished && version.IsPublished)))
            .Select(o => o with { IsLatest = false, IsPublished = o.IsPublished && !version.IsPublished });
        var derived = version.IsPublished ? await triggers.DeriveAsync(version, clock.GetUtcNow(), cancellationToken) : new DerivedTriggers([], []);
        if (derived.Problems.Count > 0) return new Imported(null, derived.Problems);
        await definitions.SaveAsync([.. changed, version], derived.Triggers, cancellationToken);
        graphs.Forget(version.DefinitionId);
        return new Imported(version, []);
    }

    static string NewId() => Guid.CreateVersion7().ToString("N");
}

/// <summary>A definition that was taken in, or why it was not.</summary>
sealed record Imported(WorkflowDefinition? Definition, IReadOnlyList<Problem> Problems);
