using Lendflow.Engine.Definitions;

namespace Lendflow.Storage;

/// <summary>Flows and tables that come together.</summary>
public sealed class BundleStore(LendflowDatabase database)
{
    /// <summary>Writes all of it in one transaction.</summary>
    /// <returns>False when a definition has changed since it was decided, or an edition's version is taken; nothing was written then.</returns>
    public Task<bool> CommitAsync(IReadOnlyList<DefinitionCommit> flows, IReadOnlyList<SavedEdition> tables, CancellationToken cancellationToken)
    {
        return database.WriteAsync(Write, isKept: written => written, cancellationToken);

        async Task<bool> Write(LendflowDb db)
        {
            foreach (var edition in tables)
                if (!await TableEditionStore.AddAsync(db, edition)) return false;
            return await DefinitionStore.CommitAsync(db, database, flows);
        }
    }
}
