using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Definitions;

/// <summary>A version without its content: what the rules about versions look at.</summary>
/// <param name="IsSealed">See <see cref="WorkflowDefinition.IsSealed"/>.</param>
/// <param name="Content">See <see cref="DefinitionContent.Hash"/>. Who edits a draft names the content they started from.</param>
public sealed record VersionHead(string Id, int Version, bool IsLatest, bool IsPublished, bool IsSealed, string Content, Signature? Saved);

/// <summary>What there is of one definition when something is decided about it.</summary>
/// <param name="Revision">How often it was changed: what is decided on it is not written when it has changed since. 0 when it never was.</param>
/// <param name="LastVersion">The highest version number ever given, also to versions that are gone: no number is given twice.</param>
/// <param name="Versions">Newest first.</param>
public sealed record DefinitionState(string DefinitionId, long Revision, int LastVersion, IReadOnlyList<VersionHead> Versions)
{
    public VersionHead? Latest => Versions.FirstOrDefault(v => v.IsLatest);
    public VersionHead? Published => Versions.FirstOrDefault(v => v.IsPublished);

    public static DefinitionState None(string definitionId) => new(definitionId, 0, 0, []);

    /// <summary>What there is once <paramref name="commit"/> is written.</summary>
    public DefinitionState After(DefinitionCommit commit)
    {
        var changed = commit.Written.Select(w => w.Head).Concat(commit.Flagged).ToDictionary(h => h.Id);
        var kept = Versions.Where(v => !commit.Removed.Contains(v.Id) && !changed.ContainsKey(v.Id));
        return new DefinitionState(DefinitionId, Revision + 1, commit.LastVersion, [.. kept.Concat(changed.Values).OrderByDescending(v => v.Version)]);
    }
}

/// <summary>Everything one command decided about one definition.</summary>
/// <param name="ExpectedRevision">The revision it was decided on.</param>
/// <param name="Entry">Its line in the history of the definition; the number of the line is the new revision.</param>
public sealed record DefinitionCommit(string DefinitionId, long ExpectedRevision, int LastVersion, LibraryEntry Entry)
{
    /// <summary>Versions to insert or replace, whole. A version is only ever published by being written.</summary>
    public IReadOnlyList<WorkflowDefinition> Written { get; init; } = [];

    /// <summary>Versions whose flags change and whose content does not; none of them is published after it.</summary>
    public IReadOnlyList<VersionHead> Flagged { get; init; } = [];

    /// <summary>By what the version that is being published is started (<see cref="TriggerIndex"/>). They replace what there was of that
    /// version, except that one which is there already stays as it is, so that its clock goes on.</summary>
    public IReadOnlyList<StartTrigger> Triggers { get; init; } = [];

    /// <summary>Versions whose triggers go, except those of <see cref="Triggers"/>: those that are not published after it. A published
    /// one of which none are given keeps its own.</summary>
    public IReadOnlyList<string> VersionsThatLoseTriggers =>
        [.. Written.Where(v => !v.IsPublished).Select(v => v.Id).Concat(Flagged.Where(v => !v.IsPublished).Select(v => v.Id)).Concat(Removed).Union(Triggers.Select(t => t.VersionId))];

    /// <summary>Ids of versions to remove. Not written when one of them has an open case.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Whether the ended cases of removed versions are removed with them; when false and there is one, nothing is written.</summary>
    public bool RemovesCases { get; init; }
}

/// <summary>A line in the history of a definition.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Version">The version it was done to; 0 when it was the whole definition.</param>
/// <param name="Content">Hash of the version's content after it; null when there is none. The content itself is kept for good.</param>
public sealed record LibraryEntry(LibraryAction Action, int Version, Signature By, string? Content);

/// <summary>What can be done to a definition.</summary>
public enum LibraryAction { Saved, Imported, Published, Retracted, Reverted, Restored, Updated, Sealed, VersionDeleted, Deleted, PublicationAsked, InstanceDeleted, PublicationSentBack }

/// <summary>A line of the history with its number, from 1.</summary>
public sealed record LibraryLine(long Number, LibraryEntry Entry);

/// <summary>Cases of a definition or version.</summary>
/// <param name="Open">Running ones, failed ones that can be retried, and ended ones with work on the outside still to do.</param>
public sealed record CaseCount(int Open, int Ended)
{
    public static readonly CaseCount None = new(0, 0);
}
