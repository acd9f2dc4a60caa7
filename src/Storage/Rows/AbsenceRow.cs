using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>An absence. Names are kept in lower case, because the case of names does not matter.</summary>
sealed class AbsenceRow
{
    public required string Id { get; set; }
    public required string Person { get; set; }
    public required string Substitute { get; set; }
    public DateTimeOffset FromAt { get; set; }
    public DateTimeOffset UntilAt { get; set; }
    public string? Reason { get; set; }
    public required string CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    public static void Configure(EntityTypeBuilder<AbsenceRow> row)
    {
        row.ToTable("absences");
        row.HasKey(a => a.Id);
        row.HasIndex(a => new { a.Substitute, a.UntilAt }, "ix_absences_substitute");
        row.HasIndex(a => a.UntilAt, "ix_absences_until");
    }
}
