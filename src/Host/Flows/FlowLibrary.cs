using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Virtual;
using Lendflow.Engine.Waiting;

namespace Lendflow.Host.Flows;

/// <summary>The definitions of an installation. The rules are <see cref="Lifecycle"/>'s; this reads what they need and writes
/// what they decide. Every command names who gives it, and takes effect whole or not at all.</summary>
sealed class FlowLibrary(IDefinitionStore definitions, GraphCache graphs, ElementTable elements, TriggerIndex triggers, FlowLint lint, PublicationNotices notices, Settings settings, TimeProvider clock)
{
    /// <summary>Somebody else's command came in between this often in a row: something is wrong.</summary>
    const int Tries = 20;

    // What there is.

    /// <param name="version">Null: the published one, or the latest when none is.</param>
    public async Task<WorkflowDefinition?> FindAsync(string definitionId, int? version, CancellationToken cancellationToken) => version is { } number
        ? await definitions.FindVersionAsync(definitionId, number, cancellationToken)
        : await definitions.FindPublishedAsync(definitionId, cancellationToken) ?? await definitions.FindLatestAsync(definitionId, cancellationToken);

    public Task<IReadOnlyList<WorkflowDefinition>> ListAsync(CancellationToken cancellationToken) => definitions.ListLatestAsync(cancellationToken);

    /// <summary>The versions of a definition without their content, newest first; empty when there is none.</summary>
    public async Task<IReadOnlyList<VersionHead>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken) =>
        (await definitions.ReadStateAsync(definitionId, cancellationToken)).Versions;

    /// <summary>What an author edits: the latest version. <see cref="VersionHead.Content"/> of it is the token for the next save.</summary>
    public Task<WorkflowDefinition?> FindDraftAsync(string definitionId, CancellationToken cancellationToken) => definitions.FindLatestAsync(definitionId, cancellationToken);

    /// <summary>What was done to a definition, newest first; also to one that was deleted.</summary>
    public Task<IReadOnlyList<LibraryLine>> HistoryAsync(string definitionId, CancellationToken cancellationToken) => definitions.ReadHistoryAsync(definitionId, cancellationToken);

    /// <summary>What a line of the history keeps; null when it keeps nothing.</summary>
    public async Task<JsonElement?> FindContentAsync(string definitionId, long number, CancellationToken cancellationToken) =>
        (await HistoryAsync(definitionId, cancellationToken)).FirstOrDefault(l => l.Number == number)?.Entry.Content is { } hash ? await definitions.FindContentAsync(hash, cancellationToken) : null;

    // What can be done.

    /// <summary>Saves what was drawn, right or wrong, as the draft of its definition: a new one when it names none.</summary>
    /// <param name="expected">Content of the latest version when the author opened it; refused (Conflict) when it has changed
    /// since. Null for no matter; the history keeps what was overwritten.</param>
    /// <param name="then">What is done next. When that is refused it is saved all the same.</param>
    public async Task<FlowAnswer> SaveDraftAsync(JsonElement model, string actor, string? expected, AfterSave then, CancellationToken cancellationToken)
    {
        if (DefinitionJson.ReadDraft(model, clock.GetUtcNow(), NewId, out var problems) is not { } draft) return FlowAnswer.Refused(new Refusal(RefusalKind.Invalid, problems));
        var saved = await SaveAsync(draft, actor, expected, LibraryAction.Saved, cancellationToken);
        if (then == AfterSave.Nothing || saved.Refusal is not null) return saved;
        var published = await PublishOrAskAsync(draft.DefinitionId, actor, then == AfterSave.Publish, cancellationToken);
        return published.Refusal is null ? published : published with { Version = saved.Version };
    }

    /// <summary>As above for a file, whatever definition it names itself.</summary>
    public async Task<FlowAnswer> SaveDraftAsync(string definitionId, FlowFile file, string actor, string? expected, CancellationToken cancellationToken) =>
        DefinitionJson.ReadDraft(file.Json, clock.GetUtcNow(), NewId, out var problems) is { } draft
            ? await SaveAsync(draft with { DefinitionId = definitionId }, actor, expected, LibraryAction.Saved, cancellationToken)
            : FlowAnswer.Refused(new Refusal(RefusalKind.Invalid, problems));

    Task<FlowAnswer> SaveAsync(WorkflowDefinition draft, string actor, string? expected, LibraryAction action, CancellationToken cancellationToken) =>
        DecideAsync(actor, async batch =>
        {
            var ruling = await batch.SaveAsync(draft, expected, action);
            return await AnswerAsync(batch, draft.DefinitionId, ruling);
        }, cancellationToken);

    /// <summary>Publishes the latest version. Refused (Invalid) with everything that is wrong with it. Workflows that use it
    /// follow when its author wants that. Refused (Forbidden) under four eyes to whoever has changed it.</summary>
    public async Task<FlowAnswer> PublishAsync(string definitionId, string actor, CancellationToken cancellationToken)
    {
        var asker = await AskerAsync(definitionId, cancellationToken);
        var answer = await DecideAsync(actor, async batch => settings.FourEyesOnPublishing && Lifecycle.FourEyes(await HistoryAsync(definitionId, cancellationToken), actor) is { } refusal
            ? FlowAnswer.Refused(refusal)
            : await batch.PublishAsync(definitionId), cancellationToken);
        if (answer is { Refusal: null, WasSo: false, Version: { } version } && asker is not null && asker != actor) await notices.PublishedAsync(version, asker, actor);
        return answer;
    }

    /// <summary>Asks for the latest version to be published, and tells those who publish. Refused (Invalid) when it could not be.</summary>
    public async Task<FlowAnswer> AskForPublicationAsync(string definitionId, string actor, CancellationToken cancellationToken)
    {
        var asker = await AskerAsync(definitionId, cancellationToken);
        var answer = await DecideAsync(actor, batch => batch.AskForPublicationAsync(definitionId), cancellationToken);
        if (answer is { Refusal: null, WasSo: false, Version: { } version } && asker is null) await notices.AskedAsync(version, actor);
        return answer;
    }

    /// <summary>Declines what is asked for, and tells whoever asks why. Refused (Invalid) without a reason, and when nobody asks.</summary>
    public async Task<FlowAnswer> SendBackAsync(string definitionId, string reason, string actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason)) return FlowAnswer.Refused(Refusal.Of(RefusalKind.Invalid, "$.reason", "Expected a reason, but there is none."));
        var asker = await AskerAsync(definitionId, cancellationToken);
        var answer = await DecideAsync(actor, async batch =>
            await AnswerAsync(batch, definitionId, batch.Add(Lifecycle.SendBack(await batch.StateAsync(definitionId), await HistoryAsync(definitionId, cancellationToken), batch.By))), cancellationToken);
        if (answer is { Refusal: null, Version: { } version }) await notices.SentBackAsync(version, asker!, actor, reason);
        return answer;
    }

    async Task<string?> AskerAsync(string definitionId, CancellationToken cancellationToken) =>
        (await definitions.ReadStateAsync(definitionId, cancellationToken)).Latest is { } latest ? Lifecycle.Asker(await HistoryAsync(definitionId, cancellationToken), latest) : null;

    /// <param name="mayPublish">Whether <paramref name="actor"/> publishes; those who do not ask for it.</param>
    public Task<FlowAnswer> PublishOrAskAsync(string definitionId, string actor, bool mayPublish, CancellationToken cancellationToken) =>
        mayPublish ? PublishAsync(definitionId, actor, cancellationToken) : AskForPublicationAsync(definitionId, actor, cancellationToken);

    /// <summary>Takes the published version back; its cases go on. Refused (Invalid) when none is published.</summary>
    public Task<FlowAnswer> RetractAsync(string definitionId, string actor, CancellationToken cancellationToken) =>
        DecideAsync(actor, async batch =>
        {
            var state = await batch.StateAsync(definitionId);
            return state.Versions.Count == 0 ? FlowAnswer.NotFound($"a flow '{definitionId}'") : await AnswerAsync(batch, definitionId, batch.Add(Lifecycle.Retract(state, batch.By)));
        }, cancellationToken);

    /// <summary>Makes a new draft of an older version.</summary>
    public Task<FlowAnswer> RevertAsync(string definitionId, int version, string actor, CancellationToken cancellationToken) =>
        DecideAsync(actor, async batch => await definitions.FindVersionAsync(definitionId, version, cancellationToken) is { } older
            ? await AnswerAsync(batch, definitionId, batch.Add(Lifecycle.Revert(await batch.StateAsync(definitionId), older, batch.By, NewId(batch.By.At))))
            : FlowAnswer.NotFound($"a version {version} of flow '{definitionId}'"), cancellationToken);

    /// <summary>Saves once more, as the draft, what the history has at a line.</summary>
    public async Task<FlowAnswer> RestoreAsync(string definitionId, long number, string actor, CancellationToken cancellationToken)
    {
        var line = (await HistoryAsync(definitionId, cancellationToken)).FirstOrDefault(l => l.Number == number);
        if (line?.Entry is not { Content: { } hash, Action: not LibraryAction.InstanceDeleted } || await definitions.FindContentAsync(hash, cancellationToken) is not { } content)
            return FlowAnswer.NotFound($"content of flow '{definitionId}' at line {number} of its history");
        var draft = DefinitionJson.ReadDraft(content, clock.GetUtcNow(), NewId, out _)!;
        return await SaveAsync(draft with { DefinitionId = definitionId }, actor, null, LibraryAction.Restored, cancellationToken);
    }

    /// <summary>From now on the content of a version never changes. To be awaited before a case starts on a draft.</summary>
    public async Task<FlowAnswer> SealAsync(string versionId, string actor, CancellationToken cancellationToken) =>
        await definitions.FindVersionAsync(versionId, cancellationToken) is not { } version ? FlowAnswer.NotFound($"a version '{versionId}'")
            : version.IsSealed ? new FlowAnswer(version) { WasSo = true }
            : await DecideAsync(actor, async batch => await AnswerAsync(batch, version.DefinitionId, batch.Add(Lifecycle.Seal(await batch.StateAsync(version.DefinitionId), versionId, batch.By))), cancellationToken);

    /// <summary>Removes one version. Refused (Conflict) while it has open cases, and when it has ended ones unless those may go too.</summary>
    public async Task<FlowAnswer> DeleteVersionAsync(string versionId, bool withCases, string actor, CancellationToken cancellationToken) =>
        await definitions.FindVersionAsync(versionId, cancellationToken) is not { } version ? FlowAnswer.NotFound($"a version '{versionId}'")
            : await DecideAsync(actor, async batch =>
            {
                var cases = await definitions.CountCasesAsync(version.DefinitionId, version.Version, cancellationToken);
                return await AnswerAsync(batch, version.DefinitionId, batch.Add(Lifecycle.DeleteVersion(await batch.StateAsync(version.DefinitionId), versionId, cases, withCases, batch.By)));
            }, cancellationToken);

    /// <summary>Removes a definition with all its versions, by the same rule.</summary>
    public Task<FlowAnswer> DeleteAsync(string definitionId, bool withCases, string actor, CancellationToken cancellationToken) =>
        DecideAsync(actor, async batch =>
        {
            var cases = await definitions.CountCasesAsync(definitionId, null, cancellationToken);
            return await AnswerAsync(batch, definitionId, batch.Add(Lifecycle.Delete(await batch.StateAsync(definitionId), cases, withCases, batch.By)));
        }, cancellationToken);

    /// <summary>Takes definitions in: all of them, or with any problem none. Each becomes the draft of its definition, and is
    /// published when <paramref name="publish"/> or, if that is null, the file says so; under four eyes a file does not say.</summary>
    /// <param name="besides">What takes effect with them; null when nothing does.</param>
    public async Task<ImportAnswer> ImportAsync(IReadOnlyList<FlowFile> files, bool? publish, string actor, CancellationToken cancellationToken, WrittenBesides? besides = null)
    {
        var read = files.Select(f => (f.Name, Definition: DefinitionJson.Read(f.Json, clock.GetUtcNow(), NewId, out var problems, elements.Languages), Problems: problems)).ToList();
        if (read.Any(r => r.Problems.Count > 0)) return new ImportAnswer([], new Refusal(RefusalKind.Invalid, [.. read.SelectMany(r => Named(r.Problems, r.Name, files.Count))]));

        var taken = new List<FlowAnswer>();
        var answer = await DecideAsync(actor, async batch =>
        {
            taken.Clear();
            foreach (var (_, definition, _) in read) taken.Add(await AnswerAsync(batch, definition!.DefinitionId, await batch.SaveAsync(definition, null, LibraryAction.Imported)));
            for (var i = 0; i < read.Count; i++)
            {
                if (!(publish ?? MayPublish(read[i].Definition!))) continue;
                taken[i] = await batch.PublishAsync(read[i].Definition!.DefinitionId);
                if (taken[i].Refusal is { } refusal) return FlowAnswer.Refused(refusal with { Problems = [.. Named(refusal.Problems, read[i].Name, files.Count)] }) with { Findings = taken[i].Findings };
            }
            return new FlowAnswer();
        }, cancellationToken, besides);
        return new ImportAnswer(answer.Refusal is null ? [.. taken.Select(t => t.Version!)] : [], answer.Refusal) { Findings = answer.Findings };
    }

    /// <summary>Whether a file's wish to be published is followed when it is taken in.</summary>
    public bool MayPublish(WorkflowDefinition file) => file.IsPublished && !settings.FourEyesOnPublishing;

    static IEnumerable<Problem> Named(IEnumerable<Problem> problems, string file, int files) =>
        files == 1 ? problems : problems.Select(p => p with { Message = $"{p.Message} (In {file}.)" });

    async Task<FlowAnswer> DecideAsync(string actor, Func<FlowBatch, Task<FlowAnswer>> decide, CancellationToken cancellationToken, WrittenBesides? besides = null)
    {
        var checks = besides is null ? lint : lint.Under(besides.Policy);
        for (var tries = 0; tries < Tries; tries++)
        {
            var batch = new FlowBatch(definitions, elements, triggers, checks, new Signature(actor, clock.GetUtcNow()), cancellationToken);
            var answer = await decide(batch);
            if (answer.Refusal is not null) return answer;
            if (!await batch.WriteAsync(besides)) continue;
            foreach (var definitionId in batch.Changed) graphs.Forget(definitionId);
            return answer;
        }
        if (besides is not null) return FlowAnswer.Refused(Refusal.Of(RefusalKind.Conflict, "$", "Expected the tables as they were looked at, but somebody else has saved an edition since: look again."));
        throw new InvalidOperationException($"Expected to change a definition within {Tries} tries, but each met another change.");
    }

    /// <summary>The version a command was about, else the latest one as it will be.</summary>
    static async Task<FlowAnswer> AnswerAsync(FlowBatch batch, string definitionId, Ruling ruling)
    {
        if (ruling.Refusal is { } refusal) return FlowAnswer.Refused(refusal);
        var version = ruling.Version;
        if (version is null && (await batch.StateAsync(definitionId)).Latest is { } latest)
            version = await batch.FindAsync(latest.Id) is { } found ? found with { IsLatest = latest.IsLatest, IsPublished = latest.IsPublished, IsSealed = latest.IsSealed } : null;
        return new FlowAnswer(version) { WasSo = ruling.Commit is null };
    }

    string NewId() => NewId(clock.GetUtcNow());

    internal static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");
}

/// <summary>What follows a save.</summary>
enum AfterSave { Nothing, Ask, Publish }

/// <summary>What came of a command.</summary>
/// <param name="Version">The version it was about, or the latest, as it is now; null when there is none any more.</param>
sealed record FlowAnswer(WorkflowDefinition? Version = null, Refusal? Refusal = null)
{
    /// <summary>Nothing had to be done.</summary>
    public bool WasSo { get; init; }

    /// <summary>Definitions that were updated because they use it.</summary>
    public IReadOnlyList<string> Consumers { get; init; } = [];

    /// <summary>Of a publication that checks refused: everything they found, errors or not.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public static FlowAnswer Refused(Refusal refusal) => new(null, refusal);

    public static FlowAnswer NotFound(string what) => Refused(Refusal.Of(RefusalKind.NotFound, "$", $"Expected {what}, but there is none."));
}

/// <param name="Definitions">What was taken in, in the order of the files; empty when anything was refused.</param>
sealed record ImportAnswer(IReadOnlyList<WorkflowDefinition> Definitions, Refusal? Refusal)
{
    /// <summary>Of the flow whose publication checks refused: everything they found, errors or not.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
