using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>A document of a case. Its bytes are elsewhere, so that a list does not read them.</summary>
sealed class DocumentRow
{
    public required string Id { get; set; }
    public required string CaseNumber { get; set; }
    public required string Kind { get; set; }
    public required string FileName { get; set; }
    public required string MediaType { get; set; }
    public long Size { get; set; }
    public required string Sha256 { get; set; }
    public DateTimeOffset AddedAt { get; set; }
    public required byte[] Metadata { get; set; }

    public static void Configure(EntityTypeBuilder<DocumentRow> row)
    {
        row.ToTable("documents");
        row.HasKey(d => d.Id);
        row.HasIndex(d => new { d.CaseNumber, d.AddedAt }, "ix_documents_case");
    }
}

/// <summary>The bytes of a document.</summary>
sealed class DocumentContentRow
{
    public required string Id { get; set; }
    public required byte[] Content { get; set; }

    public static void Configure(EntityTypeBuilder<DocumentContentRow> row)
    {
        row.ToTable("document_contents");
        row.HasKey(c => c.Id);
        row.HasOne<DocumentRow>().WithOne().HasForeignKey<DocumentContentRow>(c => c.Id).OnDelete(DeleteBehavior.Cascade);
    }
}
