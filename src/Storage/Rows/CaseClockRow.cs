using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>When the clocks of a case are to be looked at. The clocks themselves are read from the log; a case that is over has no row.</summary>
sealed class CaseClockRow
{
    public required string InstanceId { get; set; }
    /// <summary>Of the instance when something happened that its clocks depend on: whoever looked before has to look again.</summary>
    public long Revision { get; set; }
    public DateTimeOffset DueAt { get; set; }
    /// <summary>When it may be claimed: due, or at the end of its lease.</summary>
    public DateTimeOffset FreeAt { get; set; }

    public static void Configure(EntityTypeBuilder<CaseClockRow> row)
    {
        row.ToTable("case_clocks");
        row.HasKey(c => c.InstanceId);
        row.HasIndex(c => c.FreeAt, "ix_case_clocks_free");
    }
}
