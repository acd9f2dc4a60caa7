using Lendflow.Activities.Approval;
using Lendflow.Activities.Scoring;
using Lendflow.Activities.Tables;
using Lendflow.Engine.Elements;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Forms;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities;

/// <summary>The lender's policy: its tables and its scorecard, as the lending activities ask for them.</summary>
public sealed class Policy : IWorkRules
{
    const string ScorecardName = "scorecard-sba";

    readonly string folder;
    readonly ScorecardEditions scorecards;
    volatile LendingTables tables;

    Policy(string folder, LendingTables tables, ScorecardEditions scorecards) => (this.folder, this.tables, this.scorecards) = (folder, tables, scorecards);

    /// <summary>Every edition of every table, as it was written.</summary>
    public IReadOnlyList<TableEdition> Editions => tables.Editions;

    /// <summary>Reads the tables and scorecards of a folder. Either a policy and no problems, or every problem and no policy.</summary>
    public static Policy? Load(string folder, out IReadOnlyList<string> problems)
    {
        var loaded = LendingTables.Load(folder);
        var cards = ScorecardEditions.Load(folder, ScorecardName);
        problems = [.. loaded.Problems, .. cards.Problems];
        return loaded.Tables is { } tables && cards.Editions is { } editions ? new Policy(folder, tables, editions) : null;
    }

    /// <summary>What would be wrong with the tables if these editions were beside the folder's.</summary>
    public IReadOnlyList<string> Check(IReadOnlyList<TableText> saved) => LendingTables.Load(folder, saved).Problems;

    /// <summary>The policy there would be with these editions beside the folder's. Null with any problem.</summary>
    public Policy? With(IReadOnlyList<TableText> saved, out IReadOnlyList<string> problems)
    {
        var loaded = LendingTables.Load(folder, saved);
        problems = loaded.Problems;
        return loaded.Tables is { } with ? new Policy(folder, with, scorecards) : null;
    }

    /// <summary>Takes editions over that were saved beside the folder's, those of earlier calls included. With any problem
    /// everything stays as it was. What was decided before does not change: a decision takes the tables of its day.</summary>
    public IReadOnlyList<string> Take(IReadOnlyList<TableText> saved)
    {
        var loaded = LendingTables.Load(folder, saved);
        if (loaded.Tables is { } taken) tables = taken;
        return loaded.Problems;
    }

    /// <summary>The scorecard in force on a date; an exception before the first edition took effect.</summary>
    public Scorecard ScorecardOn(DateOnly date) =>
        scorecards.TryOn(date, out var card, out var problem) ? card : throw new InvalidOperationException(problem);

    /// <summary>The tables in force on the branch's date; an exception before the first edition took effect, because no case can
    /// be that old.</summary>
    public TablesInForce At(DateTimeOffset now, string? branch = null)
    {
        var tablesNow = On(DateOnly.FromDateTime(now.UtcDateTime));
        return branch is not null && tablesNow.FindCalendar(branch) is { } calendar ? On(DateIn(calendar, now)) : tablesNow;
    }

    /// <summary>Today as the branch's clock shows it.</summary>
    public DateOnly Today(DateTimeOffset now, string? branch) =>
        branch is not null && At(now).FindCalendar(branch) is { } calendar ? DateIn(calendar, now) : DateOnly.FromDateTime(now.UtcDateTime);

    SlaPolicy? IWorkRules.Policy(string step, string? track, DateTimeOffset now) =>
        At(now).Sla.Find(step, Enum.TryParse<Track>(track, ignoreCase: true, out var known) ? known : Track.Standard);

    WorkCalendar? IWorkRules.Calendar(string? branch, DateTimeOffset now) => At(now).FindCalendar(branch);

    FormEdition? IWorkRules.Form(string key, DateTimeOffset now) => At(now).Forms.GetValueOrDefault(key);

    TablesInForce On(DateOnly date) =>
        tables.TryOn(date, out var inForce, out var problem) ? inForce : throw new InvalidOperationException(problem);

    static DateOnly DateIn(WorkCalendar calendar, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, calendar.Pattern.Zone).DateTime);
}

/// <summary>What every lending activity reads from its call.</summary>
static class CaseOf
{
    /// <summary>The input every lending activity has.</summary>
    public static readonly InputDescriptor ApplicationInput = new("application", "JSON", "The loan application.") { DisplayNameZh = "贷款申请", IsRequired = true };

    public static LoanApplication? Application(this Call call) => call.Read<LoanApplication>("application");

    public static string? Fact(this Call call, string name) => call.Instance.Facts.GetValueOrDefault(name);

    public static Answer NoApplication(Call call) =>
        Answer.Failed($"Expected input 'application' of step '{call.Label}' to be a loan application, but it is not set or does not fit. Bind it to the workflow input 'application'.");
}
