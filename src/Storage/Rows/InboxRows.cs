using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>An open task as one of those sees it who may, or must not, take it. A closed task has none, so these rows are as many as
/// there is work, however much was done. What inboxes are sorted and narrowed by is repeated in each: an inbox is then a range of
/// an index, and nothing else has to be read to fill a page or to count.</summary>
sealed class InboxRow
{
    /// <summary>See <see cref="Rows.Principal"/>.</summary>
    public required string Principal { get; set; }
    public required string TaskId { get; set; }
    public required string Status { get; set; }
    /// <summary>Due, or the end of time: databases disagree about where nothing sorts.</summary>
    public DateTimeOffset DueOrder { get; set; }
    public int Priority { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string DefinitionId { get; set; }
    public required string Title { get; set; }
    public string? Stage { get; set; }
    public string? Assignee { get; set; }
    public string? Product { get; set; }
    public string? Branch { get; set; }
    /// <summary>How many users and groups the task is offered to. One that is offered once need not be told from itself when the
    /// tasks of several groups are counted.</summary>
    public int Offers { get; set; }

    public static void Configure(EntityTypeBuilder<InboxRow> row)
    {
        row.ToTable("inbox");
        row.HasKey(r => new { r.TaskId, r.Principal });
        row.HasIndex(r => new { r.Principal, r.Status, r.DueOrder, r.TaskId, r.Stage, r.DefinitionId, r.Product, r.Branch, r.Assignee, r.Title, r.Offers, r.Priority }, "ix_inbox_due");
        row.HasIndex(r => new { r.Principal, r.Status, r.Priority, r.DueOrder, r.TaskId }, "ix_inbox_priority").IsDescending(false, false, true, false, false);
        row.HasIndex(r => new { r.Principal, r.Status, r.CreatedAt, r.TaskId }, "ix_inbox_created");
    }
}

/// <summary>A word by which an open task is found: of its title, its case's number, its borrower.</summary>
sealed class InboxWordRow
{
    public required string Word { get; set; }
    public required string TaskId { get; set; }

    public static void Configure(EntityTypeBuilder<InboxWordRow> row)
    {
        row.ToTable("inbox_words");
        row.HasKey(w => new { w.TaskId, w.Word });
        row.HasIndex(w => new { w.Word, w.TaskId }, "ix_inbox_words_word");
    }
}

/// <summary>Users and groups in one column. The case of names does not matter.</summary>
static class Principal
{
    /// <summary>Every open task is in this one's inbox.</summary>
    public const string Everyone = "all";

    const string GroupPrefix = "group:";

    /// <summary>Groups are a range of principals: from here on, up to <see cref="AfterGroups"/>, which is none.</summary>
    public const string FirstGroup = GroupPrefix;
    public const string AfterGroups = "group;";

    public static string GroupOf(string principal) => principal[GroupPrefix.Length..];

    public static string User(string name) => $"user:{name.ToLowerInvariant()}";

    public static string Group(string name) => $"{GroupPrefix}{name.ToLowerInvariant()}";

    public static string Asked(string user) => $"asked:{user.ToLowerInvariant()}";

    public static string Excluded(string user) => $"excluded:{user.ToLowerInvariant()}";
}
