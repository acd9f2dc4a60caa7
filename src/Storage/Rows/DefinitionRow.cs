using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>One version of a workflow definition.</summary>
sealed class DefinitionRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public int Version { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required byte[] Source { get; set; }

    public static void Configure(EntityTypeBuilder<DefinitionRow> row)
    {
        row.ToTable("definitions");
        row.HasKey(d => d.Id);
        row.HasIndex(d => new { d.DefinitionId, d.Version }, "ix_definitions_versions");
        row.HasIndex(d => d.DefinitionId, "ix_definitions_published").HasFilter("is_published");
        row.HasIndex(d => d.DefinitionId, "ix_definitions_latest").HasFilter("is_latest");
    }
}
