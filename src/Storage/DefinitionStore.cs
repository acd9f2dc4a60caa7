using System.Linq.Expressions;
using System.Runtime.InteropServices;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Waiting;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>The definition port on EF Core.</summary>
sealed class DefinitionStore(LendflowDatabase database) : IDefinitionStore
{
    public Task<WorkflowDefinition?> FindVersionAsync(string versionId, CancellationToken cancellationToken) =>
        FindAsync(d => d.Id == versionId, cancellationToken);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        FindAsync(d => d.DefinitionId == definitionId && d.IsPublished, cancellationToken);

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

    public Task SaveAsync(IReadOnlyList<WorkflowDefinition> versions, IReadOnlyList<StartTrigger> triggers, CancellationToken cancellationToken)
    {
        return database.WriteAsync(Save, cancellationToken);

        async Task<int> Save(LendflowDb db)
        {
            var ids = versions.Select(v => v.Id).ToList();
            await db.Definitions.Where(d => ids.Contains(d.Id)).ExecuteDeleteAsync(CancellationToken.None);
            db.Definitions.AddRange(versions.Select(ToRow));
            await TriggerStore.ReplaceAsync(db, ITriggerStore.VersionsThatLoseTriggers(versions, triggers), triggers);
            return await db.SaveChangesAsync(CancellationToken.None);
        }
    }

    public Task DeleteAsync(IReadOnlyList<string> versionIds, CancellationToken cancellationToken)
    {
        return database.WriteAsync(Delete, cancellationToken);

        async Task<int> Delete(LendflowDb db)
        {
            await TriggerStore.ReplaceAsync(db, versionIds, []);
            return await db.Definitions.Where(d => versionIds.Contains(d.Id)).ExecuteDeleteAsync(CancellationToken.None);
        }
    }

    async Task<WorkflowDefinition?> FindAsync(Expression<Func<DefinitionRow, bool>> isIt, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await db.Definitions.AsNoTracking().FirstOrDefaultAsync(isIt, cancellationToken);
        return row is null ? null : ToDefinition(row);
    }

    static WorkflowDefinition ToDefinition(DefinitionRow row) => new(
        row.Id, row.DefinitionId, row.Version, row.Name, row.Description, row.IsLatest, row.IsPublished, row.CreatedAt,
        JsonElement.Parse(row.Source));

    static DefinitionRow ToRow(WorkflowDefinition version) => new()
    {
        Id = version.Id,
        DefinitionId = version.DefinitionId,
        Version = version.Version,
        Name = version.Name,
        Description = version.Description,
        IsLatest = version.IsLatest,
        IsPublished = version.IsPublished,
        CreatedAt = version.CreatedAt,
        Source = JsonMarshal.GetRawUtf8Value(version.Source).ToArray(),
    };
}
