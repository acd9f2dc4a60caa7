using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>A view of the inbox that somebody saved: the same on every device.</summary>
/// <param name="SharedWith">Group whose members see it too; null when nobody does.</param>
/// <param name="Query">Scope, filter and order, as the query string of the inbox.</param>
/// <param name="Revision">Grows by one with every change; a change names the one it was made on.</param>
public sealed record InboxView(string Id, string Owner, string Name, string? SharedWith, string Query, int Revision);

/// <summary>Saved views of the inbox.</summary>
public sealed class InboxViewStore(LendflowDatabase database)
{
    /// <summary>A person's own views and those shared with their groups, by name.</summary>
    public async Task<IReadOnlyList<InboxView>> ListAsync(string user, IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var (key, shared) = (Key(user), groups.ToList());
        var rows = await db.Views.AsNoTracking().Where(v => v.Owner == key || shared.Contains(v.SharedWith!)).OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ToView)];
    }

    /// <summary>Adds a view (revision 0) or changes one's own.</summary>
    /// <returns>The view as it is kept; null when there is none of this owner at this revision.</returns>
    public Task<InboxView?> SaveAsync(InboxView view, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        var owner = Key(view.Owner);
        var row = await db.Views.FirstOrDefaultAsync(v => v.Id == view.Id, CancellationToken.None);
        if (row is null ? view.Revision != 0 : row.Owner != owner || row.Revision != view.Revision) return null;
        if (row is null) db.Views.Add(row = new ViewRow { Id = view.Id, Owner = owner, Name = view.Name, Query = view.Query });
        (row.Name, row.SharedWith, row.Query, row.Revision) = (view.Name, view.SharedWith, view.Query, view.Revision + 1);
        await db.SaveChangesAsync(CancellationToken.None);
        return ToView(row);
    }, isKept: saved => saved is not null, cancellationToken);

    /// <returns>False when there is none of this owner.</returns>
    public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken)
    {
        var key = Key(owner);
        return database.WriteAsync(async db => await db.Views.Where(v => v.Id == id && v.Owner == key).ExecuteDeleteAsync(CancellationToken.None) > 0, isKept: _ => true, cancellationToken);
    }

    static InboxView ToView(ViewRow row) => new(row.Id, row.Owner, row.Name, row.SharedWith, row.Query, row.Revision);

    static string Key(string user) => user.ToLowerInvariant();
}
