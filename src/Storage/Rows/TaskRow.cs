using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>A human task: what people look their own tasks up by as columns, the whole as JSON. What is offered to them is found by
/// <see cref="InboxRow"/>.</summary>
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
        row.HasIndex(t => new { t.Assignee, t.DueOrder, t.Id }, "ix_tasks_mine").HasFilter(IsOpenTask);
        row.HasIndex(t => new { t.Assignee, t.FollowUpAt, t.Id }, "ix_tasks_follow_up").HasFilter("is_open AND follow_up_at IS NOT NULL");
        row.HasIndex(t => new { t.CompletedBy, t.CompletedAt, t.Id, t.DueOrder }, "ix_tasks_done");
        row.HasIndex(t => t.InstanceId, "ix_tasks_instance");
    }
}
