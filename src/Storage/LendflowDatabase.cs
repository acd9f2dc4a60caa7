using System.Data.Common;
using Lendflow.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lendflow.Storage;

/// <summary>The database of a Lendflow installation: everything in which SQLite and PostgreSQL differ. One object per process
/// and database.</summary>
public abstract class LendflowDatabase : IAsyncDisposable
{
    private protected LendflowDatabase() { }

    /// <summary>Commits of this process that wait for their turn. Beyond a bound callers wait before they are queued.</summary>
    public abstract int QueueLength { get; }

    /// <summary>Transactions that this process flushed since its start, each with the commit of one caller or of many.</summary>
    public abstract long Flushes { get; }

    /// <summary>Creates the tables, or brings them to this version of the program. Harmless when they are; safe when several
    /// nodes do it at once.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = OpenForReading();
        // EF's migrator takes most of a second before it finds nothing to do.
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        var isOlder = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any();
        await db.Database.MigrateAsync(cancellationToken);
        if (isOlder) await InboxRebuild.RunAsync(this, cancellationToken);
    }

    /// <summary>Performs work while no other node of the installation performs such work: what a node does when it starts.</summary>
    public virtual Task AloneAsync(Func<Task> work, CancellationToken cancellationToken) => work();

    /// <summary>Told after each commit of any node what it brought. Must be quick and not throw.</summary>
    public event Action<News>? Heard;

    /// <summary>Hears other nodes: tells of every definition that one changes, by its id, and of their news (<see cref="Heard"/>), until
    /// stopped or the connection is lost. Completes at once where only one process uses the database: it knows what it does.</summary>
    public virtual Task ListenAsync(Action<string> changed, CancellationToken stopping) => Task.CompletedTask;

    /// <summary>Tells whoever listens, when the transaction is committed, that a definition was changed; null where nobody can.</summary>
    internal virtual string? TellOfDefinition => null;

    /// <summary>A test compares the model with its migrations, so that not every start has to.</summary>
    private protected static void LeaveModelToTests(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    /// <summary>Whether the model has changes that no migration covers.</summary>
    internal bool HasPendingModelChanges()
    {
        using var db = OpenForReading();
        return db.Database.HasPendingModelChanges();
    }

    /// <summary>A context for queries; the caller disposes of it.</summary>
    internal abstract LendflowDb OpenForReading();

    /// <summary>Performs work on a context of its own in one transaction.</summary>
    /// <param name="isKept">Its writes are undone when what it gives back is not to be kept.</param>
    internal abstract Task<T> WriteAsync<T>(Func<LendflowDb, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken);

    /// <summary>Reads rows on the hot path.</summary>
    internal abstract Task<IReadOnlyList<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Performs one statement that writes in a transaction of its own.</summary>
    /// <param name="read">Reads what the statement returns.</param>
    internal abstract Task<IReadOnlyList<T>> WriteAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Writes a commit in one transaction; completes when it is on disk and its news is told.</summary>
    internal async Task<CommitOutcome> CommitAsync(CommitStatements commit, CancellationToken cancellationToken)
    {
        var outcome = await WriteAsync(commit, cancellationToken);
        if (outcome == CommitOutcome.Committed && commit.News is { } news) Tell(news);
        return outcome;
    }

    private protected abstract Task<CommitOutcome> WriteAsync(CommitStatements commit, CancellationToken cancellationToken);

    /// <summary>Tells everybody that something becomes due then.</summary>
    internal void TellDue(DateTimeOffset due) => Tell(new News(due, []));

    internal virtual void Tell(News news) => Hear(news);

    private protected void Hear(News news) => Heard?.Invoke(news);

    /// <summary>Inserts a row that may be there already, and what belongs to it, in one transaction; completes when it is on disk.</summary>
    /// <param name="row">Affects no row when its key is taken.</param>
    /// <returns>False when it was taken; nothing was written then.</returns>
    internal async Task<bool> InsertAsync(Statement row, IReadOnlyList<Statement> belongings, CancellationToken cancellationToken) =>
        await CommitAsync(new CommitStatements(null, row, belongings), cancellationToken) == CommitOutcome.Committed;

    /// <summary>Ends a SELECT that picks rows to claim, so that claimers pass over each other's picks.</summary>
    internal abstract string SkipLocked { get; }

    internal abstract DateTimeOffset ReadTime(DbDataReader reader, int column);

    public abstract ValueTask DisposeAsync();
}
