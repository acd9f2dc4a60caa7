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

    const string InsertRow = """
        INSERT INTO inbox (task_id, status, due_order, priority, created_at, stage, definition_id, product, branch, assignee, title, offers, principal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;
    const string DeleteRows = "DELETE FROM inbox WHERE task_id = $1";
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
        yield return new Statement(DeleteRows, task.Id);
        if (withWords || !isOpen) yield return new Statement(DeleteWords, task.Id);
        if (!isOpen) yield break;

        var offered = task.CandidateUsers.Select(Principal.User).Concat(task.CandidateGroups.Select(Principal.Group)).Distinct().ToList();
        var others = task.Questions.Where(q => q.IsOpen).Select(q => Principal.Asked(q.To))
            .Concat(task.Excluded.Where(e => !IsOverridden(task, e.User)).Select(e => Principal.Excluded(e.User))).Distinct();
        object?[] values =
        [
            task.Id, task.Status.ToString(), task.DueAt ?? TaskRow.Never, task.Priority, task.CreatedAt, Fitting(task.Stage), task.DefinitionId,
            Fitting(facts.GetValueOrDefault(CaseFacts.Product)), Fitting(facts.GetValueOrDefault(CaseFacts.Branch)), Fitting(task.Assignee), Fitting(task.Title), offered.Count,
        ];
        foreach (var principal in offered.Concat(others).Prepend(Principal.Everyone)) yield return new Statement(InsertRow, [.. values, principal]);

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
