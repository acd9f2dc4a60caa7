using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>A human task: what the inbox filters and sorts by as columns, the whole as JSON.</summary>
sealed class TaskRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public required string DefinitionId { get; set; }
    public string? CaseNumber { get; set; }
    public required string Title { get; set; }
    public string? TitleZh { get; set; }
    public string? Stage { get; set; }
    public required string Status { get; set; }
    /// <summary>Whether somebody may still have to act.</summary>
    public bool IsOpen { get; set; }
    public string? Assignee { get; set; }
    public int Priority { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    /// <summary>Due, or the end of time: databases disagree about where nothing sorts.</summary>
    public DateTimeOffset DueOrder { get; set; }
    public DateTimeOffset? FollowUpAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public string? CompletedBy { get; set; }
    public int Revision { get; set; }
    public required byte[] Json { get; set; }

    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A filter, not a column of the index: SQLite does not look up a bare truth value in an index.</summary>
    const string IsOpenTask = "is_open";

    public static void Configure(EntityTypeBuilder<TaskRow> row)
    {
        row.ToTable("tasks");
        row.HasKey(t => t.Id);
        row.HasIndex(t => new { t.Status, t.DueOrder, t.Id }, "ix_tasks_available");
        row.HasIndex(t => new { t.Status, t.Priority, t.DueOrder, t.Id }, "ix_tasks_priority").IsDescending(false, true, false, false).HasFilter(IsOpenTask);
        row.HasIndex(t => new { t.Status, t.CreatedAt, t.Id }, "ix_tasks_created").HasFilter(IsOpenTask);
        row.HasIndex(t => new { t.Assignee, t.DueOrder, t.Id }, "ix_tasks_mine").HasFilter(IsOpenTask);
        row.HasIndex(t => new { t.Assignee, t.FollowUpAt, t.Id }, "ix_tasks_follow_up").HasFilter("is_open AND follow_up_at IS NOT NULL");
        row.HasIndex(t => new { t.CompletedBy, t.CompletedAt, t.Id }, "ix_tasks_done");
        row.HasIndex(t => new { t.DueOrder, t.Id }, "ix_tasks_open").HasFilter(IsOpenTask);
        row.HasIndex(t => t.InstanceId, "ix_tasks_instance");
    }
}

/// <summary>Who may, or must not, take an open task. A closed task has none, so a pool's index holds only what is in the pool.</summary>
sealed class TaskCandidateRow
{
    public required string TaskId { get; set; }
    /// <summary>See <see cref="Rows.Principal"/>.</summary>
    public required string Principal { get; set; }

    public static void Configure(EntityTypeBuilder<TaskCandidateRow> row)
    {
        row.ToTable("task_candidates");
        row.HasKey(c => new { c.TaskId, c.Principal });
        row.HasIndex(c => new { c.Principal, c.TaskId }, "ix_task_candidates_principal");
    }
}

/// <summary>Users and groups in one column, so that one IN list finds what is for a person. The case of names does not matter.</summary>
static class Principal
{
    public static string User(string name) => $"user:{name.ToLowerInvariant()}";

    public static string Group(string name) => $"group:{name.ToLowerInvariant()}";

    public static string Asked(string user) => $"asked:{user.ToLowerInvariant()}";

    public static string Excluded(string user) => $"excluded:{user.ToLowerInvariant()}";
}
