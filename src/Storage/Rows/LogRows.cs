using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>What one commit did.</summary>
sealed class LogRow
{
    public required string InstanceId { get; set; }
    public long Revision { get; set; }
    public DateTimeOffset At { get; set; }
    public required byte[] Changes { get; set; }

    public static void Configure(EntityTypeBuilder<LogRow> row)
    {
        row.ToTable("log");
        row.HasKey(l => new { l.InstanceId, l.Revision });
        row.HasIndex(l => l.At, "ix_log_at");
    }
}

/// <summary>A request that was carried out, so that its repetition is not. Its instance is empty when it was for none in particular.</summary>
sealed class OperationRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public DateTimeOffset At { get; set; }

    public static void Configure(EntityTypeBuilder<OperationRow> row)
    {
        row.ToTable("operations");
        row.HasKey(o => o.Id);
        row.HasIndex(o => o.InstanceId, "ix_operations_instance");
    }
}

/// <summary>A failure that stopped a case, and how it ended.</summary>
sealed class IncidentRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public required string ActivityId { get; set; }
    public required string Node { get; set; }
    public required string ActivityType { get; set; }
    public required string Message { get; set; }
    public string? Cause { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? ResolvedAt { get; set; }
    public string? Resolution { get; set; }
    public string? ResolvedBy { get; set; }
    public string? Reason { get; set; }

    public static void Configure(EntityTypeBuilder<IncidentRow> row)
    {
        row.ToTable("incidents");
        row.HasKey(i => i.Id);
        row.HasIndex(i => i.At, "ix_incidents_open").HasFilter("resolved_at IS NULL");
        row.HasIndex(i => i.InstanceId, "ix_incidents_instance");
    }
}
