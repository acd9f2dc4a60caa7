using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>Alterations that many instances are to get.</summary>
sealed class AlterationPlanRow
{
    public required string Id { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string Actor { get; set; }
    public required string Reason { get; set; }
    public required byte[] Alterations { get; set; }

    public static void Configure(EntityTypeBuilder<AlterationPlanRow> row)
    {
        row.ToTable("alteration_plans");
        row.HasKey(p => p.Id);
    }
}

/// <summary>An instance that a plan is for.</summary>
sealed class AlterationTargetRow
{
    public required string PlanId { get; set; }
    public required string InstanceId { get; set; }
    public required string Status { get; set; }
    public string? Problems { get; set; }
    /// <summary>When it may be claimed: at once, or at the end of its lease; null when it is done.</summary>
    public DateTimeOffset? FreeAt { get; set; }

    public static void Configure(EntityTypeBuilder<AlterationTargetRow> row)
    {
        row.ToTable("alteration_targets");
        row.HasKey(t => new { t.PlanId, t.InstanceId });
        row.HasIndex(t => t.FreeAt, "ix_alteration_targets_free").HasFilter("free_at IS NOT NULL");
    }
}
