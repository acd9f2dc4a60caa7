using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;
using Lendflow.Storage.Queries;
using Lendflow.Storage.Rows;

namespace Lendflow.Storage;

/// <summary>In whose inboxes an open task is, and by which words it is found there.</summary>
static class InboxStatements
{
    /// <summary>Texts of columns in an index; whoever needs more reads the task.</summary>
    const int LongestText = 100;

    /// <summary>A row that says what is there already is left alone: its indexes are most of the work of a commit that hardly changes a task.</summary>
    const string WriteRow = """
        INSERT INTO inbox (task_id, status, due_order, priority, created_at, stage, definition_id, product, branch, assignee, title, offers, principal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (task_id, principal) DO UPDATE SET status = excluded.status, due_order = excluded.due_order, priority = excluded.priority,
            created_at = excluded.created_at, stage = excluded.stage, definition_id = excluded.definition_id, product = excluded.product,
            branch = excluded.branch, assignee = excluded.assignee, title = excluded.title, offers = excluded.offers
        WHERE (inbox.status, inbox.due_order, inbox.priority, inbox.created_at, inbox.stage, inbox.definition_id, inbox.product, inbox.branch, inbox.assignee, inbox.title, inbox.offers)
            IS DISTINCT FROM (excluded.status, excluded.due_order, excluded.priority, excluded.created_at, excluded.stage, excluded.definition_id, excluded.product,
            excluded.branch, excluded.assignee, excluded.title, excluded.offers)
        """;
    const string DeleteRows = "DELETE FROM inbox WHERE task_id = $1";

    /// <summary>Deletes the rows of whoever is not named any more; by how many are named, because statements are few and fixed.</summary>
    static readonly string[] DeleteOthers =
        [.. Enumerable.Range(0, 9).Select(named => named == 0 ? DeleteRows : $"{DeleteRows} AND principal NOT IN ({string.Join(", ", Enumerable.Range(2, named).Select(n => $"${n}"))})")];

    const string InsertWord = "INSERT INTO inbox_words (task_id, word) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    const string DeleteWords = "DELETE FROM inbox_words WHERE task_id = $1";

    public static bool IsOpen(UserTask task) => task.Status is UserTaskStatus.Ready or UserTaskStatus.Reserved or UserTaskStatus.Suspended;

    /// <summary>Of every task whose row could have changed: those of the burst, and all open ones when the facts change that rows repeat.</summary>
    public static IEnumerable<Statement> Of(Commit commit, IReadOnlyCollection<UserTask> changed)
    {
        var isRetold = commit.Changes.Any(c => c is Change.FactSet { Name: CaseFacts.Product or CaseFacts.Branch or CaseFacts.Borrower });
        var tasks = isRetold ? changed.UnionBy(commit.Instance.Tasks.Values.Where(IsOpen), task => task.Id) : changed;
        return tasks.SelectMany(task => Of(task, commit.Instance.Facts, isRetold || task.Revision == 0 || task.CreatedAt == commit.At));
    }

    /// <summary>Everything about one task, as if nothing were there.</summary>
    public static IEnumerable<Statement> Of(UserTask task, IReadOnlyDictionary<string, string> facts, bool withWords)
    {
        var isOpen = IsOpen(task);
        if (withWords || !isOpen) yield return new Statement(DeleteWords, task.Id);
        if (!isOpen)
        {
            yield return new Statement(DeleteRows, task.Id);
            yield break;
        }

        var offered = task.CandidateUsers.Select(Principal.User).Concat(task.CandidateGroups.Select(Principal.Group)).Distinct().ToList();
        var others = task.Questions.Where(q => q.IsOpen).Select(q => Principal.Asked(q.To))
            .Concat(task.Excluded.Where(e => !IsOverridden(task, e.User)).Select(e => Principal.Excluded(e.User))).Distinct();
        object?[] values =
        [
            task.Id, task.Status.ToString(), task.DueAt ?? TaskRow.Never, task.Priority, task.CreatedAt, Fitting(task.Stage), task.DefinitionId,
            Fitting(facts.GetValueOrDefault(CaseFacts.Product)), Fitting(facts.GetValueOrDefault(CaseFacts.Branch)), Fitting(task.Assignee), Fitting(task.Title), offered.Count,
        ];
        string[] principals = [Principal.Everyone, .. offered, .. others];
        yield return principals.Length < DeleteOthers.Length ? new Statement(DeleteOthers[principals.Length], [task.Id, .. principals]) : new Statement(DeleteRows, task.Id);
        foreach (var principal in principals) yield return new Statement(WriteRow, [.. values, principal]);

        if (!withWords) yield break;
        foreach (var word in Words.Of(task.CaseNumber, task.Title, task.TitleZh, facts.GetValueOrDefault(CaseFacts.Borrower)).Concat(Facets(task, facts))) yield return new Statement(InsertWord, task.Id, word);
    }

    /// <summary>What an inbox is narrowed by and few tasks may have; what changes with the task is not among it.</summary>
    static IEnumerable<string> Facets(UserTask task, IReadOnlyDictionary<string, string> facts) =>
        Facets(task.DefinitionId, task.Title, task.Stage, facts.GetValueOrDefault(CaseFacts.Product), facts.GetValueOrDefault(CaseFacts.Branch));

    /// <summary>Those that are known, as words.</summary>
    public static IEnumerable<string> Facets(string? flow, string? step, string? stage, string? product, string? branch) =>
        new[] { (Name: "flow", Value: flow), (Name: "step", Value: step), (Name: "stage", Value: stage), (Name: "product", Value: product), (Name: "branch", Value: branch) }
            .Where(facet => facet.Value is not null).Select(facet => Words.Facet(facet.Name, Fitting(facet.Value)!));

    static bool IsOverridden(UserTask task, string user) =>
        task.Override is { IsGranted: true } granted && granted.For.Equals(user, StringComparison.OrdinalIgnoreCase);

    /// <summary>As rows of inboxes keep texts.</summary>
    public static string? Fitting(string? text) => text is { Length: > LongestText } ? text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] : text;
}
