using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>Where time limits, working hours and forms come from.</summary>
public interface IWorkRules
{
    /// <summary>The SLA policy of a step; null when the step has no limit.</summary>
    /// <param name="track">Track of the case; null while none is chosen.</param>
    SlaPolicy? Policy(string step, string? track, DateTimeOffset now);

    /// <summary>The calendar a branch works by; null when it has none.</summary>
    /// <param name="branch">Null for what belongs to no branch.</param>
    WorkCalendar? Calendar(string? branch, DateTimeOffset now);

    /// <summary>The edition of a form that holds now; null when there is none of this key.</summary>
    FormEdition? Form(string key, DateTimeOffset now);
}

/// <summary>No limits and no forms: for flows that run without a lender's tables.</summary>
public sealed class NoWorkRules : IWorkRules
{
    public SlaPolicy? Policy(string step, string? track, DateTimeOffset now) => null;

    public WorkCalendar? Calendar(string? branch, DateTimeOffset now) => null;

    public FormEdition? Form(string key, DateTimeOffset now) => null;
}
