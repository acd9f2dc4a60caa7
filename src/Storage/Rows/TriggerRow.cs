using System.Runtime.InteropServices;
using Lendflow.Engine.Waiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lendflow.Storage.Rows;

/// <summary>By what a published version is started.</summary>
sealed class TriggerRow
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string VersionId { get; set; }
    public required string ActivityId { get; set; }
    public required string Name { get; set; }
    public required string Hash { get; set; }
    public required byte[] Payload { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    /// <summary>When it may be claimed: due, or at the end of its lease.</summary>
    public DateTimeOffset? FreeAt { get; set; }

    public static TriggerRow Of(StartTrigger trigger) => new()
    {
        Id = trigger.Id,
        DefinitionId = trigger.DefinitionId,
        VersionId = trigger.VersionId,
        ActivityId = trigger.ActivityId,
        Name = trigger.Name,
        Hash = trigger.Hash,
        Payload = JsonMarshal.GetRawUtf8Value(trigger.Payload).ToArray(),
        DueAt = trigger.DueAt,
        FreeAt = trigger.DueAt,
    };

    public static void Configure(EntityTypeBuilder<TriggerRow> row)
    {
        row.ToTable("triggers");
        row.HasKey(t => t.Id);
        row.HasIndex(t => t.Hash, "ix_triggers_hash");
        row.HasIndex(t => t.DefinitionId, "ix_triggers_definition");
        row.HasIndex(t => t.VersionId, "ix_triggers_version");
        row.HasIndex(t => t.FreeAt, "ix_triggers_free");
    }
}
