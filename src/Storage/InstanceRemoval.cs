using Lendflow.Engine.Definitions;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>Runs that somebody wants gone: trials of a draft, and whatever else ended without being a case. A case, which is a run with a number,
/// is a record of the lender's and does not go this way.</summary>
public sealed class InstanceRemoval(LendflowDatabase database)
{
    /// <summary>Removes an ended run and the runs it started, in one transaction with a line in the history of its flow. What the line names by
    /// its hash is <paramref name="record"/>, and stays.</summary>
    /// <param name="record">JSON that tells what the run was.</param>
    public Task<InstanceRemoved> RemoveAsync(string instanceId, byte[] record, Signature by, CancellationToken cancellationToken) =>
        database.WriteAsync(db => RemoveAsync(db, instanceId, record, by), isKept: removed => removed == InstanceRemoved.Done, cancellationToken);

    static async Task<InstanceRemoved> RemoveAsync(LendflowDb db, string instanceId, byte[] record, Signature by)
    {
        var run = await db.Instances.Where(i => i.Id == instanceId).Select(i => new { i.DefinitionId, i.Version, i.ParentInstanceId }).FirstOrDefaultAsync(CancellationToken.None);
        if (run is null) return InstanceRemoved.NotFound;
        if (run.ParentInstanceId is not null) return InstanceRemoved.BelongsToAnother;
        var ids = await WithDescendantsAsync(db, instanceId);
        var runs = db.Instances.Where(i => ids.Contains(i.Id));
        if (await runs.AnyAsync(i => i.CorrelationId != null, CancellationToken.None)) return InstanceRemoved.IsCase;
        if (await CaseRemoval.Open(db, runs).AnyAsync(CancellationToken.None)) return InstanceRemoved.IsOpen;

        await CaseRemoval.RemoveAsync(db, runs);
        await WriteHistoryAsync(db, run.DefinitionId, run.Version, record, by);
        return InstanceRemoved.Done;
    }

    static async Task<List<string>> WithDescendantsAsync(LendflowDb db, string instanceId)
    {
        var all = new List<string> { instanceId };
        for (var level = all; level.Count > 0; all.AddRange(level))
        {
            var parents = level;
            level = await db.Instances.Where(i => parents.Contains(i.ParentInstanceId!)).Select(i => i.Id).ToListAsync(CancellationToken.None);
        }
        return all;
    }

    /// <summary>The history counts on with the revision, so that a command that was decided before it is decided again.</summary>
    static async Task WriteHistoryAsync(LendflowDb db, string definitionId, int version, byte[] record, Signature by)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(record));
        await db.DefinitionRevisions.Where(r => r.DefinitionId == definitionId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Revision, x => x.Revision + 1), CancellationToken.None);
        var number = await db.DefinitionRevisions.Where(r => r.DefinitionId == definitionId).Select(r => r.Revision).FirstAsync(CancellationToken.None);
        db.DefinitionHistory.Add(new DefinitionHistoryRow
        {
            DefinitionId = definitionId, Number = number, Action = nameof(LibraryAction.InstanceDeleted), Version = version, At = by.At, Actor = by.Actor, Content = hash,
        });
        await db.SaveChangesAsync(CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"INSERT INTO definition_contents (hash, source) VALUES ({hash}, {record}) ON CONFLICT (hash) DO NOTHING", CancellationToken.None);
    }
}

/// <summary>What came of a wish to remove a run.</summary>
public enum InstanceRemoved
{
    Done,
    NotFound,
    /// <summary>It has a number, or started something that has.</summary>
    IsCase,
    /// <summary>It runs, can be retried, or has work on the outside still to do; or something it started.</summary>
    IsOpen,
    /// <summary>Another run started it, and takes it along.</summary>
    BelongsToAnother,
}
