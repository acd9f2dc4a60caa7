using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>A wait that a stimulus can meet. It carries the business key of its instance, because many cases wait for the
/// same event and a message is for one of them.</summary>
sealed class EventWaitRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public required string Hash { get; set; }
    public string? CorrelationId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    public static void Configure(EntityTypeBuilder<EventWaitRow> row)
    {
        row.ToTable("event_waits");
        row.HasKey(w => w.Id);
        row.HasIndex(w => new { w.Hash, w.CorrelationId }, "ix_event_waits_stimulus");
        row.HasIndex(w => w.InstanceId, "ix_event_waits_instance");
    }
}

/// <summary>A wait that the clock ends.</summary>
sealed class TimerRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public DateTimeOffset DueAt { get; set; }
    /// <summary>When it may be claimed: due, or at the end of its lease. One column, so that one index answers who is next.</summary>
    public DateTimeOffset FreeAt { get; set; }

    public static void Configure(EntityTypeBuilder<TimerRow> row)
    {
        row.ToTable("timers");
        row.HasKey(t => t.Id);
        row.HasIndex(t => t.FreeAt, "ix_timers_free");
        row.HasIndex(t => t.InstanceId, "ix_timers_instance");
    }
}

/// <summary>A job that was not answered yet.</summary>
sealed class JobRow
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public required string Kind { get; set; }
    public int Attempt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    /// <summary>When it may be claimed: due, or at the end of its lease.</summary>
    public DateTimeOffset FreeAt { get; set; }
    public required byte[] Json { get; set; }

    public static void Configure(EntityTypeBuilder<JobRow> row)
    {
        row.ToTable("jobs");
        row.HasKey(j => j.Id);
        row.HasIndex(j => j.FreeAt, "ix_jobs_free");
        row.HasIndex(j => j.InstanceId, "ix_jobs_instance");
    }
}
