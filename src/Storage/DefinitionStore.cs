using System.Linq.Expressions;
using System.Runtime.InteropServices;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Storage.Queries;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>The definition port on EF Core.</summary>
sealed class DefinitionStore(LendflowDatabase database) : IDefinitionStore
{
    internal const string PublishedId = "SELECT id FROM definitions WHERE definition_id = $1 AND is_published";

    public Task<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellationToken) =>
        FindAsync(d => d.Id == versionId, cancellationToken);

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionId, int version, CancellationToken cancellationToken) =>
        FindAsync(d => d.DefinitionId == definitionId && d.Version == version, cancellationToken);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        FindAsync(d => d.DefinitionId == definitionId && d.IsPublished, cancellationToken);

    public async Task<string?> FindPublishedIdAsync(string definitionId, CancellationToken cancellationToken)
    {
        var ids = await database.ReadAsync(new Statement(PublishedId, definitionId), r => r.GetString(0), cancellationToken);
        return ids.Count == 0 ? null : ids[0];
    }

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken cancellationToken) =>
        FindAsync(d => d.DefinitionId == definitionId && d.IsLatest, cancellationToken);

    public async Task<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.Definitions.AsNoTracking()
            .Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(ToDefinition)];
    }

    public async Task<IReadOnlyList<WorkflowDefinition>> ListLatestAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.Definitions.AsNoTracking().Where(d => d.IsLatest).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.DefinitionId, StringComparer.Ordinal).Select(ToDefinition)];
    }

    public async Task<DefinitionState> ReadStateAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        // First the revision: if a commit comes in between, what is decided on the newer rows is not written.
        var revision = await db.DefinitionRevisions.AsNoTracking().FirstOrDefaultAsync(r => r.DefinitionId == definitionId, cancellationToken);
        var heads = await db.Definitions.Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version).Select(ToHead).ToListAsync(cancellationToken);
        return new DefinitionState(definitionId, revision?.Revision ?? 0, revision?.LastVersion ?? heads.FirstOrDefault()?.Version ?? 0, heads);
    }

    internal static readonly Expression<Func<DefinitionRow, VersionHead>> ToHead = d => new VersionHead(
        d.Id, d.Version, d.IsLatest, d.IsPublished, d.IsSealed, d.Content, d.SavedBy == null || d.SavedAt == null ? null : new Signature(d.SavedBy, d.SavedAt.Value));

    public async Task<CaseCount> CountCasesAsync(string definitionId, int? version, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var cases = db.Instances.Where(i => i.DefinitionId == definitionId && (version == null || i.Version == version));
        var all = await cases.CountAsync(cancellationToken);
        var open = all == 0 ? 0 : await CaseRemoval.Open(db, cases).CountAsync(cancellationToken);
        return new CaseCount(open, all - open);
    }

    public async Task<bool> CommitAsync(IReadOnlyList<DefinitionCommit> commits, CancellationToken cancellationToken)
    {
        var isWritten = await database.WriteAsync(db => CommitAsync(db, database, commits), isKept: written => written, cancellationToken);
        if (isWritten && commits.SelectMany(c => c.Triggers).Min(t => t.DueAt) is { } due) database.TellDue(due);
        return isWritten;
    }

    internal static async Task<bool> CommitAsync(LendflowDb db, LendflowDatabase database, IReadOnlyList<DefinitionCommit> commits)
    {
        foreach (var commit in commits)
        {
            if (!await WriteAsync(db, commit)) return false;
            if (database.TellOfDefinition is { } tell) await db.Database.ExecuteSqlRawAsync(tell.Replace("$1", "{0}", StringComparison.Ordinal), [commit.DefinitionId], CancellationToken.None);
        }
        return true;
    }

    static async Task<bool> WriteAsync(LendflowDb db, DefinitionCommit commit)
    {
        var isFirst = commit.ExpectedRevision == 0;
        var taken = isFirst
            ? await db.Database.ExecuteSqlAsync($"INSERT INTO definition_revisions (definition_id, revision, last_version) VALUES ({commit.DefinitionId}, 1, {commit.LastVersion}) ON CONFLICT (definition_id) DO NOTHING", CancellationToken.None)
            : await db.DefinitionRevisions.Where(r => r.DefinitionId == commit.DefinitionId && r.Revision == commit.ExpectedRevision)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Revision, x => x.Revision + 1).SetProperty(x => x.LastVersion, commit.LastVersion), CancellationToken.None);
        if (taken == 0 || !await RemoveAsync(db, commit)) return false;

        foreach (var head in commit.Flagged)
            await db.Definitions.Where(d => d.Id == head.Id).ExecuteUpdateAsync(
                d => d.SetProperty(x => x.IsLatest, head.IsLatest).SetProperty(x => x.IsPublished, head.IsPublished).SetProperty(x => x.IsSealed, head.IsSealed), CancellationToken.None);
        var replaced = commit.Written.Select(w => w.Id).ToList();
        await db.Definitions.Where(d => replaced.Contains(d.Id)).ExecuteDeleteAsync(CancellationToken.None);
        db.Definitions.AddRange(commit.Written.Select(ToRow));
        db.DefinitionHistory.Add(ToRow(commit));
        await TriggerStore.ReplaceAsync(db, commit.VersionsThatLoseTriggers, commit.Triggers);
        await db.SaveChangesAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        foreach (var version in commit.Written)
            await db.Database.ExecuteSqlAsync($"INSERT INTO definition_contents (hash, source) VALUES ({version.Head.Content}, {Bytes(version)}) ON CONFLICT (hash) DO NOTHING", CancellationToken.None);
        return true;
    }

    static async Task<bool> RemoveAsync(LendflowDb db, DefinitionCommit commit)
    {
        if (commit.Removed.Count == 0) return true;
        var cases = db.Instances.Where(i => i.DefinitionId == commit.DefinitionId && commit.Removed.Contains(i.VersionId));
        if (await CaseRemoval.Open(db, cases).AnyAsync(CancellationToken.None)) return false;
        if (commit.RemovesCases) await CaseRemoval.RemoveAsync(db, cases);
        else if (await cases.AnyAsync(CancellationToken.None)) return false;
        await db.Definitions.Where(d => commit.Removed.Contains(d.Id)).ExecuteDeleteAsync(CancellationToken.None);
        return true;
    }

    public async Task<IReadOnlyList<LibraryLine>> ReadHistoryAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.DefinitionHistory.AsNoTracking().Where(h => h.DefinitionId == definitionId).OrderByDescending(h => h.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new LibraryLine(r.Number, new LibraryEntry(Enum.Parse<LibraryAction>(r.Action), r.Version, new Signature(r.Actor, r.At), r.Content)))];
    }

    public async Task<JsonElement?> FindContentAsync(string hash, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var content = await db.DefinitionContents.Where(c => c.Hash == hash).Select(c => c.Source).FirstOrDefaultAsync(cancellationToken);
        return content is null ? null : JsonElement.Parse(content);
    }

    async Task<WorkflowDefinition?> FindAsync(Expression<Func<DefinitionRow, bool>> isIt, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await db.Definitions.AsNoTracking().FirstOrDefaultAsync(isIt, cancellationToken);
        return row is null ? null : ToDefinition(row);
    }

    static WorkflowDefinition ToDefinition(DefinitionRow row) => new(
        row.Id, row.DefinitionId, row.Version, row.Name, row.Description, row.IsLatest, row.IsPublished, row.CreatedAt,
        JsonElement.Parse(row.Source)) { IsSealed = row.IsSealed, Saved = SavedOf(row.SavedBy, row.SavedAt) };

    static DefinitionRow ToRow(WorkflowDefinition version) => new()
    {
        Id = version.Id,
        DefinitionId = version.DefinitionId,
        Version = version.Version,
        Name = version.Name,
        Description = version.Description,
        IsLatest = version.IsLatest,
        IsPublished = version.IsPublished,
        IsSealed = version.IsSealed,
        CreatedAt = version.CreatedAt,
        SavedAt = version.Saved?.At,
        SavedBy = version.Saved?.Actor,
        Content = version.Head.Content,
        Source = Bytes(version),
    };

    static DefinitionHistoryRow ToRow(DefinitionCommit commit) => new()
    {
        DefinitionId = commit.DefinitionId,
        Number = commit.ExpectedRevision + 1,
        Action = commit.Entry.Action.ToString(),
        Version = commit.Entry.Version,
        At = commit.Entry.By.At,
        Actor = commit.Entry.By.Actor,
        Content = commit.Entry.Content,
    };

    static Signature? SavedOf(string? actor, DateTimeOffset? at) => actor is not null && at is { } time ? new Signature(actor, time) : null;

    static byte[] Bytes(WorkflowDefinition version) => JsonMarshal.GetRawUtf8Value(version.Source).ToArray();
}
