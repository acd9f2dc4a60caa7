using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Definitions;

/// <summary>The rules about versions, Elsa's except where docs/decisions/0012 says otherwise: what a command makes of a
/// definition, or why it makes nothing. Pure: the store only writes what is decided here.</summary>
/// <remarks>At most one version is the latest and at most one is published. Version numbers only grow. The content of a sealed
/// version never changes.</remarks>
public static class Lifecycle
{
    /// <summary>Saves a draft. The latest version is overwritten while it is a draft; over a sealed one a new draft is made.</summary>
    /// <param name="model">What was drawn; its id, version and flags do not count.</param>
    /// <param name="expected">Content of the latest version when the author began; refused when somebody else has saved since.
    /// Null for whatever there is: nothing is lost then either, because the history keeps every save.</param>
    /// <param name="newId">Id of the version, if a new one is made.</param>
    public static Ruling Save(DefinitionState state, WorkflowDefinition model, string? expected, Signature by, string newId, LibraryAction action = LibraryAction.Saved)
    {
        var latest = state.Latest;
        if (expected is not null && latest is not null && latest.Content != expected)
            return Refuse(RefusalKind.Conflict, $"Expected the draft as you opened it, but {latest.Saved?.Actor ?? "somebody else"} has saved it since: open it again, or save without this check; the history keeps both.");

        var isDraft = latest is { IsSealed: false };
        var version = model with
        {
            Id = isDraft ? latest!.Id : newId,
            DefinitionId = state.DefinitionId,
            Version = isDraft ? latest!.Version : state.LastVersion + 1,
            IsLatest = true,
            IsPublished = false,
            IsSealed = false,
            CreatedAt = (isDraft || latest is null) && model.CreatedAt.Year > 1 ? model.CreatedAt : by.At,
            Saved = by,
        };
        if (isDraft && latest!.Content == DefinitionContent.Hash(model.Source)) return Ruling.Nothing;
        return Write(state, version, action, by) with { Version = version };
    }

    /// <summary>Publishes the latest version instead of the one that is published now.</summary>
    /// <param name="latest">The latest version with its content.</param>
    /// <param name="triggers">By what it is started, and what keeps it from being published.</param>
    public static Ruling Publish(DefinitionState state, WorkflowDefinition latest, DerivedTriggers triggers, Signature by)
    {
        if (latest.IsPublished) return Ruling.Nothing;
        if (triggers.Problems.Count > 0) return new Ruling(Refusal: new Refusal(RefusalKind.Invalid, triggers.Problems));
        var ruling = Write(state, latest with { IsPublished = true, IsSealed = true, IsLatest = true }, LibraryAction.Published, by);
        return ruling with { Commit = ruling.Commit! with { Triggers = triggers.Triggers } };
    }

    /// <summary>Asks for the latest version to be published: a line in the history, which holds until the version is saved once more.</summary>
    public static Ruling AskForPublication(DefinitionState state, Signature by) => state.Latest switch
    {
        null => Refuse(RefusalKind.NotFound, $"Expected a definition '{state.DefinitionId}', but there is none."),
        { IsPublished: true } => Ruling.Nothing,
        var latest => Ruled(Commit(state, LibraryAction.PublicationAsked, latest.Version, latest.Content, by)),
    };

    /// <summary>Declines what is asked for: a line in the history, after which nobody asks any more.</summary>
    /// <param name="history">What was done to the definition, newest first.</param>
    public static Ruling SendBack(DefinitionState state, IEnumerable<LibraryLine> history, Signature by) => state.Latest is { } latest && Asker(history, latest) is not null
        ? Ruled(Commit(state, LibraryAction.PublicationSentBack, latest.Version, latest.Content, by))
        : Refuse(RefusalKind.Invalid, $"Expected somebody to ask for the publication of '{state.DefinitionId}', but nobody does.");

    /// <summary>Who asks for the publication of a version as it is; null when nobody does.</summary>
    /// <param name="history">What was done to the definition, newest first.</param>
    public static string? Asker(IEnumerable<LibraryLine> history, VersionHead version) =>
        history.Select(l => l.Entry).FirstOrDefault(e => e.Version == version.Version && e.Content == version.Content && e.Action is LibraryAction.PublicationAsked or LibraryAction.PublicationSentBack)
            is { Action: LibraryAction.PublicationAsked } asked ? asked.By.Actor : null;

    /// <summary>Under four eyes nobody publishes what they had a hand in.</summary>
    /// <param name="history">What was done to the definition, newest first.</param>
    /// <returns>Null when <paramref name="actor"/> may publish.</returns>
    public static Refusal? FourEyes(IEnumerable<LibraryLine> history, string actor) =>
        history.Select(l => l.Entry).TakeWhile(e => e.Action != LibraryAction.Published).Any(e => IsDrawing(e.Action) && e.By.Actor == actor)
            ? Refusal.Of(RefusalKind.Forbidden, "$", $"Expected somebody else to publish this version, but {actor} has changed it since the last publication.")
            : null;

    static bool IsDrawing(LibraryAction action) => action is LibraryAction.Saved or LibraryAction.Imported or LibraryAction.Reverted or LibraryAction.Restored;

    /// <summary>Takes the published version back: nothing starts on it any more. Its cases go on.</summary>
    public static Ruling Retract(DefinitionState state, Signature by) => state.Published is not { } published
        ? Refuse(RefusalKind.Invalid, $"Expected a published version of '{state.DefinitionId}', but none is.")
        : Ruled(Commit(state, LibraryAction.Retracted, published.Version, published.Content, by) with { Flagged = [published with { IsPublished = false }] });

    /// <summary>Makes a draft of an older version. What is published stays so.</summary>
    /// <param name="older">The version with its content.</param>
    public static Ruling Revert(DefinitionState state, WorkflowDefinition older, Signature by, string newId) =>
        Write(state, Copy(state, older, by, newId), LibraryAction.Reverted, by);

    /// <summary>From now on the content of this version never changes: a case is about to start on it.</summary>
    public static Ruling Seal(DefinitionState state, string versionId, Signature by) => state.Versions.FirstOrDefault(v => v.Id == versionId) switch
    {
        null => Refuse(RefusalKind.NotFound, $"Expected a version '{versionId}' of '{state.DefinitionId}', but there is none."),
        { IsSealed: true } => Ruling.Nothing,
        var draft => Ruled(Commit(state, LibraryAction.Sealed, draft.Version, draft.Content, by) with { Flagged = [draft with { IsSealed = true }] }),
    };

    /// <summary>Removes one version. If it was the latest, the highest that is left becomes the latest; none gets published.</summary>
    /// <param name="cases">Those that run or ran on it.</param>
    public static Ruling DeleteVersion(DefinitionState state, string versionId, CaseCount cases, bool withCases, Signature by)
    {
        if (state.Versions.FirstOrDefault(v => v.Id == versionId) is not { } version)
            return Refuse(RefusalKind.NotFound, $"Expected a version '{versionId}' of '{state.DefinitionId}', but there is none.");
        if (KeptBy(cases, withCases, $"version {version.Version} of '{state.DefinitionId}'") is { } refusal) return refusal;
        var heir = version.IsLatest ? state.Versions.Where(v => v.Id != versionId).MaxBy(v => v.Version) : null;
        return Ruled(Commit(state, LibraryAction.VersionDeleted, version.Version, version.Content, by) with
        {
            Removed = [versionId],
            RemovesCases = withCases,
            Flagged = heir is null ? [] : [heir with { IsLatest = true }],
        });
    }

    /// <summary>Removes a definition with all its versions. Its history stays, so that what was drawn can be restored.</summary>
    public static Ruling Delete(DefinitionState state, CaseCount cases, bool withCases, Signature by)
    {
        if (state.Versions.Count == 0) return Refuse(RefusalKind.NotFound, $"Expected a definition '{state.DefinitionId}', but there is none.");
        return KeptBy(cases, withCases, $"'{state.DefinitionId}'")
            ?? Ruled(Commit(state, LibraryAction.Deleted, 0, null, by) with { Removed = [.. state.Versions.Select(v => v.Id)], RemovesCases = withCases });
    }

    static Ruling? KeptBy(CaseCount cases, bool withCases, string what)
    {
        if (cases.Open > 0) return Refuse(RefusalKind.Conflict, $"Expected {what} to have no open cases, but it has {cases.Open}: retract it, and delete it when they have ended or been cancelled.");
        return cases.Ended > 0 && !withCases
            ? Refuse(RefusalKind.Conflict, $"Expected {what} to have no cases, but {cases.Ended} ended on it, whose records would go too: retract it instead, or ask for it with its cases.")
            : null;
    }

    static WorkflowDefinition Copy(DefinitionState state, WorkflowDefinition older, Signature by, string newId) => older with
    {
        Id = newId,
        Version = state.LastVersion + 1,
        IsLatest = true,
        IsPublished = false,
        IsSealed = false,
        CreatedAt = by.At,
        Saved = by,
    };

    /// <summary>A version is the only latest one, and if it is published the only published one.</summary>
    static Ruling Write(DefinitionState state, WorkflowDefinition version, LibraryAction action, Signature by)
    {
        var others = state.Versions.Where(o => o.Id != version.Id && (o.IsLatest || (o.IsPublished && version.IsPublished)));
        var commit = Commit(state, action, version.Version, DefinitionContent.Hash(version.Source), by) with
        {
            LastVersion = Math.Max(state.LastVersion, version.Version),
            Written = [version],
            Flagged = [.. others.Select(o => o with { IsLatest = false, IsPublished = o.IsPublished && !version.IsPublished })],
        };
        return Ruled(commit) with { Version = version };
    }

    static DefinitionCommit Commit(DefinitionState state, LibraryAction action, int version, string? content, Signature by) =>
        new(state.DefinitionId, state.Revision, state.LastVersion, new LibraryEntry(action, version, by, content));

    static Ruling Ruled(DefinitionCommit commit) => new(commit);

    static Ruling Refuse(RefusalKind kind, string message) => new(Refusal: Refusal.Of(kind, "$", message));
}

/// <summary>What a command comes to: something to write, nothing because it is so already, or a refusal.</summary>
/// <param name="Version">The version that was written, with its content.</param>
public sealed record Ruling(DefinitionCommit? Commit = null, WorkflowDefinition? Version = null, Refusal? Refusal = null)
{
    /// <summary>It is as it was asked for already.</summary>
    public static readonly Ruling Nothing = new();
}
