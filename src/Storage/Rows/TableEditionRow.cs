using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>An edition of a lender's table that was saved at run time. Editions are added, never changed.</summary>
sealed class TableEditionRow
{
    public required string Name { get; set; }
    public int Version { get; set; }
    public required string Json { get; set; }
    public required string SavedBy { get; set; }
    public DateTimeOffset SavedAt { get; set; }
    public required string Reason { get; set; }

    public static void Configure(EntityTypeBuilder<TableEditionRow> row)
    {
        row.ToTable("table_editions");
        row.HasKey(t => new { t.Name, t.Version });
    }
}
