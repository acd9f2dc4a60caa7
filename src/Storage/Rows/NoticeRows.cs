using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>Something a person was told. Reason and user are the key: nobody is told one thing twice.</summary>
sealed class NoticeRow
{
    public required string Reason { get; set; }
    /// <summary>In lower case.</summary>
    public required string UserName { get; set; }
    public required string Kind { get; set; }
    public required string TaskId { get; set; }
    public string? CaseNumber { get; set; }
    public required string Title { get; set; }
    public required string TitleZh { get; set; }
    public string? Text { get; set; }
    public required string CausedBy { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? ReadAt { get; set; }

    public static void Configure(EntityTypeBuilder<NoticeRow> row)
    {
        row.ToTable("notices");
        row.HasKey(n => new { n.Reason, n.UserName });
        row.HasIndex(n => new { n.UserName, n.At, n.Reason }, "ix_notices_user");
        row.HasIndex(n => n.UserName, "ix_notices_unread").HasFilter("read_at IS NULL");
        row.HasIndex(n => new { n.CaseNumber, n.At }, "ix_notices_case");
    }
}

/// <summary>One sending of a notice over one channel. The row is there before anything leaves, so a second try knows of the first.</summary>
sealed class DeliveryRow
{
    public required string Reason { get; set; }
    /// <summary>In lower case.</summary>
    public required string UserName { get; set; }
    public required string Channel { get; set; }
    public required string Address { get; set; }
    /// <summary><c>sending</c>, <c>sent</c>, <c>refused</c> or <c>unknown</c>.</summary>
    public required string State { get; set; }
    public int Attempts { get; set; }
    public string? Problem { get; set; }
    public DateTimeOffset At { get; set; }

    public static void Configure(EntityTypeBuilder<DeliveryRow> row)
    {
        row.ToTable("deliveries");
        row.HasKey(d => new { d.Reason, d.UserName, d.Channel });
        row.HasIndex(d => new { d.At, d.Reason }, "ix_deliveries_at");
    }
}

/// <summary>A view of the inbox that somebody saved.</summary>
sealed class ViewRow
{
    public required string Id { get; set; }
    /// <summary>In lower case.</summary>
    public required string Owner { get; set; }
    public required string Name { get; set; }
    /// <summary>Group whose members see it too; null when nobody does.</summary>
    public string? SharedWith { get; set; }
    public required string Query { get; set; }
    public int Revision { get; set; }

    public static void Configure(EntityTypeBuilder<ViewRow> row)
    {
        row.ToTable("inbox_views");
        row.HasKey(v => v.Id);
        row.HasIndex(v => v.Owner, "ix_inbox_views_owner");
        row.HasIndex(v => v.SharedWith, "ix_inbox_views_shared");
    }
}
