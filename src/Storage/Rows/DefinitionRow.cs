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
    /// <summary>Whether its content never changes any more.</summary>
    public bool IsSealed { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? SavedAt { get; set; }
    public string? SavedBy { get; set; }
    /// <summary>Hash of what was drawn.</summary>
    public required string Content { get; set; }
    public required byte[] Source { get; set; }

    public static void Configure(EntityTypeBuilder<DefinitionRow> row)
    {
        row.ToTable("definitions");
        row.HasKey(d => d.Id);
        // Holds everything but the content, so that hundreds of versions are looked through without reading one of them.
        row.HasIndex(d => new { d.DefinitionId, d.Version, d.Id, d.IsLatest, d.IsPublished, d.IsSealed, d.Content, d.SavedAt, d.SavedBy }, "ix_definitions_versions");
        row.HasIndex(d => d.DefinitionId, "ix_definitions_published").IsUnique().HasFilter("is_published");
        row.HasIndex(d => d.DefinitionId, "ix_definitions_latest").IsUnique().HasFilter("is_latest");
    }
}

/// <summary>How often a definition was changed. It outlives the definition, so that no version number is given twice.</summary>
sealed class DefinitionRevisionRow
{
    public required string DefinitionId { get; set; }
    public long Revision { get; set; }
    public int LastVersion { get; set; }

    public static void Configure(EntityTypeBuilder<DefinitionRevisionRow> row)
    {
        row.ToTable("definition_revisions");
        row.HasKey(r => r.DefinitionId);
    }
}

/// <summary>What was done to a definition. It outlives the definition.</summary>
sealed class DefinitionHistoryRow
{
    public required string DefinitionId { get; set; }
    /// <summary>The revision it led to.</summary>
    public long Number { get; set; }
    public required string Action { get; set; }
    public int Version { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Actor { get; set; }
    /// <summary>Hash of the content after it; see <see cref="DefinitionContentRow"/>.</summary>
    public string? Content { get; set; }

    public static void Configure(EntityTypeBuilder<DefinitionHistoryRow> row)
    {
        row.ToTable("definition_history");
        row.HasKey(h => new { h.DefinitionId, h.Number });
    }
}

/// <summary>Content that was ever saved, once each.</summary>
sealed class DefinitionContentRow
{
    public required string Hash { get; set; }
    public required byte[] Source { get; set; }

    public static void Configure(EntityTypeBuilder<DefinitionContentRow> row)
    {
        row.ToTable("definition_contents");
        row.HasKey(c => c.Hash);
    }
}
