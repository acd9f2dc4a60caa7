namespace Lendflow.Engine.Running;

/// <summary>Rows that become due. The clock of a node asks each kind again and again; rows are leased, so nodes share them.</summary>
public interface IDueWork
{
    /// <summary>Claims what is due now, and does it or begins to: the clock waits for nobody outside.</summary>
    /// <returns>How many rows were claimed; at <paramref name="max"/> there may be more.</returns>
    Task<int> TakeDueAsync(int max, CancellationToken cancellationToken);
}
