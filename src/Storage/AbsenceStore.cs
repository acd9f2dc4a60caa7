using Lendflow.Engine.Definitions;
using Lendflow.HumanTasks.Absences;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>The absence calendar.</summary>
public sealed class AbsenceStore(LendflowDatabase database)
{
    /// <summary>Enters an absence unless it does not fit those that are there.</summary>
    /// <returns>The problems; none when it was entered.</returns>
    public Task<IReadOnlyList<Problem>> EnterAsync(Absence absence, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<Problem>>(async db =>
        {
            var others = await db.Absences.AsNoTracking().Where(a => a.UntilAt > absence.From && a.FromAt < absence.Until).ToListAsync(CancellationToken.None);
            var problems = absence.Check(others.Select(ToAbsence));
            if (problems.Count > 0) return problems;

            db.Absences.Add(new AbsenceRow
            {
                Id = absence.Id, Person = Key(absence.Person), Substitute = Key(absence.Substitute), FromAt = absence.From, UntilAt = absence.Until,
                Reason = absence.Reason, CreatedBy = absence.CreatedBy, CreatedAt = absence.CreatedAt,
            });
            await db.SaveChangesAsync(CancellationToken.None);
            return [];
        }, isKept: problems => problems.Count == 0, cancellationToken);

    /// <summary>Takes an absence back, or ends it when it has begun. What was done under it stays done.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> EndAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            if (await db.Absences.FirstOrDefaultAsync(a => a.Id == id && a.UntilAt > now, CancellationToken.None) is not { } row) return false;
            if (row.FromAt >= now) db.Absences.Remove(row);
            else row.UntilAt = now;
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }, isKept: ended => ended, cancellationToken);

    /// <summary>Null when there is no such absence.</summary>
    public async Task<Absence?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.Absences.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellationToken) is { } row ? ToAbsence(row) : null;
    }

    /// <summary>Absences that are not over, earliest first.</summary>
    public async Task<IReadOnlyList<Absence>> ListAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await db.Absences.AsNoTracking().Where(a => a.UntilAt > now).OrderBy(a => a.FromAt).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ToAbsence)];
    }

    /// <summary>Whom a person stands in for at a moment, by user name in lower case. It does not go further: nobody stands in for
    /// those whom an absent person was to stand in for.</summary>
    public async Task<IReadOnlyList<string>> ListAbsentAsync(string substitute, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var key = Key(substitute);
        return await db.Absences.Where(a => a.Substitute == key && a.UntilAt > now && a.FromAt <= now).OrderBy(a => a.Person).Select(a => a.Person).ToListAsync(cancellationToken);
    }

    static Absence ToAbsence(AbsenceRow row) =>
        new(row.Id, row.Person, row.Substitute, row.FromAt, row.UntilAt, row.Reason, row.CreatedBy, row.CreatedAt);

    static string Key(string user) => user.ToLowerInvariant();
}
