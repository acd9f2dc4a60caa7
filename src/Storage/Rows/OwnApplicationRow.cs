using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>An application that an applicant makes, from its first entry on; its number is the case's once it is sent.</summary>
sealed class OwnApplicationRow
{
    public required string Number { get; set; }
    public required string Owner { get; set; }
    public required string Draft { get; set; }
    public int Revision { get; set; }
    public DateTimeOffset BegunAt { get; set; }
    public DateTimeOffset SavedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    public static void Configure(EntityTypeBuilder<OwnApplicationRow> row)
    {
        row.ToTable("own_applications");
        row.HasKey(a => a.Number);
        row.HasIndex(a => new { a.Owner, a.BegunAt });
        row.Property(a => a.Revision).IsConcurrencyToken();
    }
}
