using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>An instance: what lists and look-ups need as columns, the rest as state.</summary>
sealed class InstanceRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string VersionId { get; set; }
    public int Version { get; set; }
    public string? CorrelationId { get; set; }
    public string? ParentInstanceId { get; set; }
    public string? Name { get; set; }
    public required string Status { get; set; }
    public required string SubStatus { get; set; }
    public long Revision { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? Stage { get; set; }
    public string? Track { get; set; }
    public string? Product { get; set; }
    public string? Branch { get; set; }
    public string? Borrower { get; set; }
    public decimal? Amount { get; set; }
    public string? Currency { get; set; }
    public string? Grade { get; set; }
    public required string CaseStatus { get; set; }
    public string? WaitingFor { get; set; }
    public bool HasIncident { get; set; }
    /// <summary>Last, because what follows a large value costs SQLite a walk through its pages.</summary>
    public required byte[] State { get; set; }

    /// <summary>A case is an instance with a number that no other instance started.</summary>
    const string IsCase = "correlation_id IS NOT NULL AND parent_instance_id IS NULL";

    public static void Configure(EntityTypeBuilder<InstanceRow> row)
    {
        row.ToTable("instances");
        row.HasKey(i => i.Id);
        row.HasIndex(i => i.ParentInstanceId, "ix_instances_parent").HasFilter("parent_instance_id IS NOT NULL");
        row.HasIndex(i => new { i.CorrelationId, i.CreatedAt }, "ix_instances_correlation");
        row.HasIndex(i => new { i.CaseStatus, i.CreatedAt, i.Id }, "ix_cases_by_status").HasFilter(IsCase);
        row.HasIndex(i => new { i.Stage, i.CreatedAt, i.Id }, "ix_cases_by_stage").HasFilter(IsCase);
        row.HasIndex(i => new { i.CreatedAt, i.Id }, "ix_instances_age");
        row.HasIndex(i => new { i.DefinitionId, i.CorrelationId }, "ix_instances_running").HasFilter("status = 'Running'");
        row.HasIndex(i => new { i.DefinitionId, i.CreatedAt, i.Id }, "ix_instances_definition");
    }
}
