using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>One page of a list.</summary>
/// <param name="TotalCount">Of the whole list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount);

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Size">1 to 200; what is outside is taken as the nearest.</param>
public sealed record PageRequest(int Index = 0, int Size = 25)
{
    const int LargestSize = 200;

    internal int Take => Math.Clamp(Size, 1, LargestSize);

    internal int Skip => (int)Math.Min((long)Math.Max(Index, 0) * Take, int.MaxValue);
}

static class Paging
{
    public static async Task<Page<T>> PageAsync<T>(this IQueryable<T> ordered, PageRequest page, CancellationToken cancellationToken)
    {
        var total = await ordered.CountAsync(cancellationToken);
        var items = await ordered.Skip(page.Skip).Take(page.Take).ToListAsync(cancellationToken);
        return new Page<T>(items, total);
    }
}
