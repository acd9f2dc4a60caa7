using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>An edition of a lender's table that was saved at run time.</summary>
public sealed record SavedEdition(string Name, int Version, string Json, string SavedBy, DateTimeOffset SavedAt, string Reason);

/// <summary>Editions of the lender's tables that were saved at run time. They are added, never changed.</summary>
public sealed class TableEditionStore(LendflowDatabase database)
{
    /// <returns>False when there is an edition of this version already; nothing was written then.</returns>
    public Task<bool> AddAsync(SavedEdition edition, CancellationToken cancellationToken) => database.WriteAsync(db => AddAsync(db, edition), isKept: added => added, cancellationToken);

    internal static async Task<bool> AddAsync(LendflowDb db, SavedEdition edition)
    {
        if (await db.TableEditions.AnyAsync(e => e.Name == edition.Name && e.Version == edition.Version, CancellationToken.None)) return false;
        db.TableEditions.Add(new TableEditionRow
        {
            Name = edition.Name, Version = edition.Version, Json = edition.Json, SavedBy = edition.SavedBy, SavedAt = edition.SavedAt, Reason = edition.Reason,
        });
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    /// <summary>All of them, by name and version.</summary>
    public async Task<IReadOnlyList<SavedEdition>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.TableEditions.AsNoTracking().OrderBy(e => e.Name).ThenBy(e => e.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(e => new SavedEdition(e.Name, e.Version, e.Json, e.SavedBy, e.SavedAt, e.Reason))];
    }

    /// <summary>How many there are: they are only added, so another number means a new one.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.TableEditions.CountAsync(cancellationToken);
    }
}
