using Lendflow.Activities.Approval;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.Activities.Tables;

/// <summary>The tables that hold together on a date. Immutable; a decision takes one of these and is repeatable with it.</summary>
/// <param name="From">First date they hold together.</param>
/// <param name="Versions">Version of each table by name, for the decision record.</param>
public sealed record TablesInForce(
    DateOnly From,
    IReadOnlyList<Product> Products,
    IReadOnlyList<Branch> Branches,
    IReadOnlyList<Checklist> Checklists,
    AdmissionRules Admission,
    IReadOnlyList<ReasonCode> ReasonCodes,
    AuthorityMatrix Authority,
    SlaPolicies Sla,
    IReadOnlyDictionary<string, WorkCalendar> Calendars,
    IReadOnlyDictionary<string, FormEdition> Forms,
    IReadOnlyDictionary<string, int> Versions)
{
    /// <summary>Null when there is no such product.</summary>
    public Product? FindProduct(string key) => Products.FirstOrDefault(product => product.Key == key);

    /// <summary>Null when there is no such branch.</summary>
    public Branch? FindBranch(string key) => Branches.FirstOrDefault(branch => branch.Key == key);

    /// <summary>Null when the product or the segment is unknown.</summary>
    public Checklist? FindChecklist(string product, string segment) =>
        Checklists.FirstOrDefault(list => list.Product == product && list.Segment == segment);

    /// <summary>Null when there is no such code.</summary>
    public ReasonCode? FindReason(string code) => ReasonCodes.FirstOrDefault(reason => reason.Code == code);

    /// <summary>The calendar of a branch. What belongs to none, as a trial in the designer, goes by the head office's: the first one of the table.</summary>
    public WorkCalendar? FindCalendar(string? branch) => (branch is null ? Branches is [var first, ..] ? first : null : FindBranch(branch)) is { } found ? Calendars.GetValueOrDefault(found.Calendar) : null;
}
