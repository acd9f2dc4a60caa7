using System.Text.Json;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>An application of an applicant.</summary>
/// <param name="Number">Under which its case will be known.</param>
/// <param name="Draft">What was entered so far, as the pages keep it.</param>
/// <param name="Revision">Grows by one with every saving.</param>
/// <param name="SentAt">When it became a case; null while it is a draft.</param>
public sealed record OwnApplication(string Number, string Owner, JsonElement Draft, int Revision, DateTimeOffset BegunAt, DateTimeOffset SavedAt, DateTimeOffset? SentAt);

/// <summary>What became of a saving.</summary>
public enum DraftSaving
{
    Saved,
    /// <summary>There is no draft of this number that is the person's.</summary>
    NotThere,
    /// <summary>It was sent, or saved in between, for example on another device.</summary>
    Outdated,
}

/// <summary>Applications by who makes them. Whoever asks names the owner: nobody gets at another's.</summary>
public sealed class OwnApplicationStore(LendflowDatabase database)
{
    /// <returns>False when the number is taken.</returns>
    public Task<bool> BeginAsync(string number, string owner, JsonElement draft, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        if (await db.OwnApplications.AnyAsync(a => a.Number == number, CancellationToken.None)) return false;
        db.OwnApplications.Add(new OwnApplicationRow { Number = number, Owner = owner, Draft = draft.GetRawText(), Revision = 1, BegunAt = now, SavedAt = now });
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }, isKept: begun => begun, cancellationToken);

    /// <param name="revision">That was changed.</param>
    public Task<DraftSaving> SaveAsync(string number, string owner, int revision, JsonElement draft, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        if (await db.OwnApplications.FirstOrDefaultAsync(a => a.Number == number && a.Owner == owner, CancellationToken.None) is not { } row) return DraftSaving.NotThere;
        if (row.SentAt is not null || row.Revision != revision) return DraftSaving.Outdated;
        (row.Draft, row.Revision, row.SavedAt) = (draft.GetRawText(), revision + 1, now);
        await db.SaveChangesAsync(CancellationToken.None);
        return DraftSaving.Saved;
    }, isKept: saving => saving == DraftSaving.Saved, cancellationToken);

    /// <summary>Remembers that a draft became a case. Repeatable.</summary>
    public Task SentAsync(string number, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        await db.OwnApplications.Where(a => a.Number == number && a.SentAt == null).ExecuteUpdateAsync(s => s.SetProperty(a => a.SentAt, now).SetProperty(a => a.Draft, "{}"), CancellationToken.None);
        return true;
    }, isKept: _ => true, cancellationToken);

    /// <summary>Throws a draft away.</summary>
    /// <returns>False when there is no such draft; what was sent stays.</returns>
    public Task<bool> DiscardAsync(string number, string owner, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        if (await db.OwnApplications.Where(a => a.Number == number && a.Owner == owner && a.SentAt == null).ExecuteDeleteAsync(CancellationToken.None) == 0) return false;
        return true;
    }, isKept: discarded => discarded, cancellationToken);

    /// <summary>Removes documents of a draft. Documents of cases are never removed by their applicant.</summary>
    /// <param name="folder">Case number under which the draft's documents are kept.</param>
    /// <param name="kind">Null for all.</param>
    public Task DropDocumentsAsync(string folder, string? kind, CancellationToken cancellationToken) => database.WriteAsync(async db =>
    {
        var documents = db.Documents.Where(d => d.CaseNumber == folder && (kind == null || d.Kind == kind));
        await db.DocumentContents.Where(c => documents.Any(d => d.Id == c.Id)).ExecuteDeleteAsync(CancellationToken.None);
        await documents.ExecuteDeleteAsync(CancellationToken.None);
        return true;
    }, isKept: _ => true, cancellationToken);

    /// <summary>Null when there is none that is the person's.</summary>
    public async Task<OwnApplication?> FindAsync(string number, string owner, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await db.OwnApplications.AsNoTracking().FirstOrDefaultAsync(a => a.Number == number && a.Owner == owner, cancellationToken);
        return row is null ? null : ToApplication(row);
    }

    /// <summary>Who applied; null when somebody else entered the application.</summary>
    public async Task<string?> FindOwnerAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.OwnApplications.Where(a => a.Number == number).Select(a => a.Owner).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>A person's applications, latest first.</summary>
    public async Task<IReadOnlyList<OwnApplication>> ListAsync(string owner, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.OwnApplications.AsNoTracking().Where(a => a.Owner == owner).OrderByDescending(a => a.BegunAt).ThenBy(a => a.Number).Take(200).ToListAsync(cancellationToken);
        return [.. rows.Select(ToApplication)];
    }

    static OwnApplication ToApplication(OwnApplicationRow row) => new(row.Number, row.Owner, JsonElement.Parse(row.Draft), row.Revision, row.BegunAt, row.SavedAt, row.SentAt);
}
