using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>A stimulus on its way, or kept for a wait to come.</summary>
sealed class StimulusRow
{
    public required string Id { get; set; }
    public required string Hash { get; set; }
    public string? CorrelationId { get; set; }
    public string? InstanceId { get; set; }
    public bool IsKept { get; set; }
    public DateTimeOffset AcceptedAt { get; set; }
    /// <summary>When it may be claimed: at the end of its lease.</summary>
    public DateTimeOffset FreeAt { get; set; }
    public int Revision { get; set; }
    public required byte[] Json { get; set; }

    public static void Configure(EntityTypeBuilder<StimulusRow> row)
    {
        row.ToTable("stimuli");
        row.HasKey(s => s.Id);
        row.HasIndex(s => s.FreeAt, "ix_stimuli_free");
        row.HasIndex(s => s.AcceptedAt, "ix_stimuli_kept").HasFilter("is_kept");
    }
}
