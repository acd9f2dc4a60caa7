using System.Linq.Expressions;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage.Queries;

/// <summary>The open tasks that a search or a rare property finds: the few themselves, or for many the words that each of them has. Few are looked up one
/// by one. Many are met soon enough by walking an inbox in its order.</summary>
/// <param name="Few">Ids; null when there are many.</param>
sealed record FoundTasks(IReadOnlyList<string>? Few, IReadOnlyList<string> Words)
{
    const int MostFew = 1000;

    /// <returns>Null when nothing is searched, and many tasks have what the inbox is narrowed by.</returns>
    public static async Task<FoundTasks?> FindAsync(LendflowDb db, TaskFilter filter, CancellationToken cancellationToken)
    {
        var words = Queries.Words.Sought(filter.Search ?? "");
        if (words.Count == 0 && !string.IsNullOrWhiteSpace(filter.Search)) return new FoundTasks([], words);
        var facets = OwnedTasks.Has(filter.Scope) ? [] : InboxStatements.Facets(filter.Flow, filter.Step, filter.Stage, filter.Product, filter.Branch).ToList();

        // Long words are rare ones. A task can be met twice by words of the same beginning; telling them apart is not worth a sort in the database.
        foreach (var word in words.OrderByDescending(word => word.Length).Concat(facets))
        {
            var ids = (await Having(db, word).Take((2 * MostFew) + 1).ToListAsync(cancellationToken)).Distinct().ToList();
            if (ids.Count <= MostFew) return new FoundTasks(await HavingAllAsync(db, ids, words.Concat(facets).Where(w => w != word), cancellationToken), words);
        }
        if (filter.Assignee is { } assignee && !OwnedTasks.Has(filter.Scope))
        {
            var ids = await db.Tasks.Where(t => t.Assignee == assignee && t.IsOpen).Select(t => t.Id).Take(MostFew + 1).ToListAsync(cancellationToken);
            if (ids.Count <= MostFew) return new FoundTasks(await HavingAllAsync(db, ids, words, cancellationToken), words);
        }
        return words.Count == 0 ? null : new FoundTasks(null, words);
    }

    /// <summary>Whether a row is of a task that was found.</summary>
    public Expression<Func<InboxRow, bool>> HoldsFor(LendflowDb db)
    {
        if (Few is { } few) return r => EF.Parameter(few).Contains(r.TaskId);
        // Each word is one more condition; they are put together here because expressions do not take lists.
        Expression<Func<InboxRow, bool>>? all = null;
        foreach (var word in Words)
        {
            var after = Queries.Words.After(word);
            // Not Any: PostgreSQL would join all tasks with all words, where a look at each task in turn soon has a page.
            Expression<Func<InboxRow, bool>> holds = r => db.InboxWords.Where(w => w.TaskId == r.TaskId && w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(after) < 0).Select(_ => 1).FirstOrDefault() == 1;
            all = all is null ? holds : Expression.Lambda<Func<InboxRow, bool>>(Expression.AndAlso(all.Body, new Renamed(holds.Parameters[0], all.Parameters[0]).Visit(holds.Body)), all.Parameters);
        }
        return all!;
    }

    internal static IQueryable<string> Having(LendflowDb db, string word)
    {
        var after = Queries.Words.After(word);
        return db.InboxWords.Where(w => w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(after) < 0).Select(w => w.TaskId);
    }

    static async Task<List<string>> HavingAllAsync(LendflowDb db, List<string> ids, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        foreach (var word in words)
        {
            if (ids.Count == 0) break;
            var (known, after) = (ids, Queries.Words.After(word));
            ids = await db.InboxWords.Where(w => EF.Parameter(known).Contains(w.TaskId) && w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(after) < 0)
                .Select(w => w.TaskId).Distinct().ToListAsync(cancellationToken);
        }
        return ids;
    }

    sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
