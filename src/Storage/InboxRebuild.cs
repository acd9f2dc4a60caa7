using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lendflow.Storage;

/// <summary>Puts open tasks into the inboxes again, after a change of what inboxes are made of. A migration cannot: it knows no words.</summary>
static class InboxRebuild
{
    const int AtOnce = 200;

    /// <summary>A commit has a row that allows it.</summary>
    const string Hold = "UPDATE tasks SET is_open = is_open WHERE id = $1";

    public static async Task RunAsync(LendflowDatabase database, CancellationToken cancellationToken)
    {
        for (var after = ""; ;)
        {
            await using var db = database.OpenForReading();
            var tasks = await db.Tasks.Where(t => t.IsOpen && t.Id.CompareTo(after) > 0).OrderBy(t => t.Id).Take(AtOnce)
                .Join(db.Instances, t => t.InstanceId, i => i.Id, (t, i) => new { t.Id, t.Json, i.Product, i.Branch, i.Borrower }).ToListAsync(cancellationToken);
            if (tasks.Count == 0) return;

            var statements = tasks.SelectMany(task => InboxStatements.Of(EngineJson.ReadTask(task.Json), Facts(task.Product, task.Branch, task.Borrower), withWords: true));
            await database.CommitAsync(new CommitStatements(null, new Statement(Hold, tasks[0].Id), [.. statements]), cancellationToken);
            after = tasks[^1].Id;
        }
    }

    static Dictionary<string, string> Facts(string? product, string? branch, string? borrower) =>
        new[] { (Name: CaseFacts.Product, Value: product), (Name: CaseFacts.Branch, Value: branch), (Name: CaseFacts.Borrower, Value: borrower) }
            .Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => fact.Value!);
}
