using System.Text;
using Lendflow.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lendflow.Storage;

/// <summary>The tables as EF Core sees them. There is one model; the two subclasses exist because each provider needs
/// migrations of its own and stores times and money its own way.</summary>
public abstract class LendflowDb : DbContext
{
    private protected LendflowDb(DbContextOptions options) : base(options) { }

    internal DbSet<InstanceRow> Instances => Set<InstanceRow>();
    internal DbSet<EventWaitRow> EventWaits => Set<EventWaitRow>();
    internal DbSet<TimerRow> Timers => Set<TimerRow>();
    internal DbSet<JobRow> Jobs => Set<JobRow>();
    internal DbSet<TaskRow> Tasks => Set<TaskRow>();
    internal DbSet<InboxRow> Inbox => Set<InboxRow>();
    internal DbSet<InboxWordRow> InboxWords => Set<InboxWordRow>();
    internal DbSet<CaseClockRow> CaseClocks => Set<CaseClockRow>();
    internal DbSet<AbsenceRow> Absences => Set<AbsenceRow>();
    internal DbSet<TableEditionRow> TableEditions => Set<TableEditionRow>();
    internal DbSet<OwnApplicationRow> OwnApplications => Set<OwnApplicationRow>();
    internal DbSet<NoticeRow> Notices => Set<NoticeRow>();
    internal DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    internal DbSet<ViewRow> Views => Set<ViewRow>();
    internal DbSet<LogRow> Log => Set<LogRow>();
    internal DbSet<OperationRow> Operations => Set<OperationRow>();
    internal DbSet<IncidentRow> Incidents => Set<IncidentRow>();
    internal DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();
    internal DbSet<TriggerRow> Triggers => Set<TriggerRow>();
    internal DbSet<DefinitionRevisionRow> DefinitionRevisions => Set<DefinitionRevisionRow>();
    internal DbSet<DefinitionHistoryRow> DefinitionHistory => Set<DefinitionHistoryRow>();
    internal DbSet<DefinitionContentRow> DefinitionContents => Set<DefinitionContentRow>();
    internal DbSet<StimulusRow> Stimuli => Set<StimulusRow>();
    internal DbSet<AlterationPlanRow> AlterationPlans => Set<AlterationPlanRow>();
    internal DbSet<AlterationTargetRow> AlterationTargets => Set<AlterationTargetRow>();
    internal DbSet<DocumentRow> Documents => Set<DocumentRow>();
    internal DbSet<DocumentContentRow> DocumentContents => Set<DocumentContentRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        InstanceRow.Configure(modelBuilder.Entity<InstanceRow>());
        EventWaitRow.Configure(modelBuilder.Entity<EventWaitRow>());
        TimerRow.Configure(modelBuilder.Entity<TimerRow>());
        JobRow.Configure(modelBuilder.Entity<JobRow>());
        TaskRow.Configure(modelBuilder.Entity<TaskRow>());
        InboxRow.Configure(modelBuilder.Entity<InboxRow>());
        InboxWordRow.Configure(modelBuilder.Entity<InboxWordRow>());
        CaseClockRow.Configure(modelBuilder.Entity<CaseClockRow>());
        AbsenceRow.Configure(modelBuilder.Entity<AbsenceRow>());
        TableEditionRow.Configure(modelBuilder.Entity<TableEditionRow>());
        OwnApplicationRow.Configure(modelBuilder.Entity<OwnApplicationRow>());
        NoticeRow.Configure(modelBuilder.Entity<NoticeRow>());
        DeliveryRow.Configure(modelBuilder.Entity<DeliveryRow>());
        ViewRow.Configure(modelBuilder.Entity<ViewRow>());
        LogRow.Configure(modelBuilder.Entity<LogRow>());
        OperationRow.Configure(modelBuilder.Entity<OperationRow>());
        IncidentRow.Configure(modelBuilder.Entity<IncidentRow>());
        DefinitionRow.Configure(modelBuilder.Entity<DefinitionRow>());
        TriggerRow.Configure(modelBuilder.Entity<TriggerRow>());
        DefinitionRevisionRow.Configure(modelBuilder.Entity<DefinitionRevisionRow>());
        DefinitionHistoryRow.Configure(modelBuilder.Entity<DefinitionHistoryRow>());
        DefinitionContentRow.Configure(modelBuilder.Entity<DefinitionContentRow>());
        StimulusRow.Configure(modelBuilder.Entity<StimulusRow>());
        AlterationPlanRow.Configure(modelBuilder.Entity<AlterationPlanRow>());
        AlterationTargetRow.Configure(modelBuilder.Entity<AlterationTargetRow>());
        DocumentRow.Configure(modelBuilder.Entity<DocumentRow>());
        DocumentContentRow.Configure(modelBuilder.Entity<DocumentContentRow>());

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}

/// <summary>The tables in SQLite.</summary>
public sealed class SqliteLendflowDb(DbContextOptions<SqliteLendflowDb> options) : LendflowDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeAsMicroseconds>();
        configurationBuilder.Properties<decimal>().HaveConversion<MoneyAsInteger>();
    }

    sealed class TimeAsMicroseconds() : ValueConverter<DateTimeOffset, long>(t => SqliteValues.FromTime(t), v => SqliteValues.ToTime(v));

    sealed class MoneyAsInteger() : ValueConverter<decimal, long>(m => SqliteValues.FromMoney(m), v => SqliteValues.ToMoney(v));
}

/// <summary>The tables in PostgreSQL.</summary>
public sealed class PostgresLendflowDb(DbContextOptions<PostgresLendflowDb> options) : LendflowDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeAsUtc>();
        configurationBuilder.Properties<decimal>().HavePrecision(19, 4);
        // Texts compare by code point, as in SQLite and in memory: the order of a page must not depend on the database.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <summary>The provider refuses any offset but zero.</summary>
    sealed class TimeAsUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(t => t.ToUniversalTime(), t => t);
}
