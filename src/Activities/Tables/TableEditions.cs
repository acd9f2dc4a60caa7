using Lendflow.Activities.Approval;
using Lendflow.HumanTasks.Calendars;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.Activities.Tables;

/// <summary>The editions of every table, oldest first, before they are laid side by side.</summary>
internal sealed record TableEditions(
    IReadOnlyList<Edition<IReadOnlyList<Product>>> Products,
    IReadOnlyList<Edition<IReadOnlyList<Branch>>> Branches,
    IReadOnlyList<Edition<IReadOnlyList<Checklist>>> Checklists,
    IReadOnlyList<Edition<AdmissionRules>> Admission,
    IReadOnlyList<Edition<IReadOnlyList<ReasonCode>>> ReasonCodes,
    IReadOnlyList<Edition<AuthorityMatrix>> Authority,
    IReadOnlyList<Edition<SlaPolicies>> Sla,
    IReadOnlyDictionary<string, IReadOnlyList<Edition<WorkCalendar?>>> Calendars,
    IReadOnlyDictionary<string, IReadOnlyList<Edition<FormEdition?>>> Forms)
{
    /// <summary>One entry for every date on which some table changes, from the first date that all tables have an edition. Forms come
    /// and go by themselves: one that is drawn today is in none of the earlier periods.</summary>
    public IReadOnlyList<TablesInForce> Periods()
    {
        IEnumerable<IEnumerable<DateOnly>> starts =
        [
            Starts(Products), Starts(Branches), Starts(Checklists), Starts(Admission), Starts(ReasonCodes), Starts(Authority), Starts(Sla),
            .. Calendars.Values.Select(Starts),
        ];
        var first = starts.Max(table => table.First());
        return [.. starts.SelectMany(dates => dates).Concat(Forms.Values.SelectMany(Starts)).Where(date => date >= first).Distinct().Order().Select(On)];
    }

    TablesInForce On(DateOnly date)
    {
        var versions = new SortedDictionary<string, int>(StringComparer.Ordinal);
        return new TablesInForce(date, In("products", Products), In("branches", Branches), In("checklists", Checklists),
            In("admission", Admission), In("reason-codes", ReasonCodes), In("authority-matrix", Authority), In("sla-policies", Sla),
            Calendars.ToDictionary(calendar => calendar.Key, calendar => In($"calendars/{calendar.Key}", calendar.Value)!),
            Forms.Where(form => form.Value.Any(edition => edition.EffectiveFrom <= date)).ToDictionary(form => form.Key, form => In($"forms/{form.Key}", form.Value)!), versions);

        T In<T>(string name, IReadOnlyList<Edition<T>> editions)
        {
            var edition = editions.Last(edition => edition.EffectiveFrom <= date);
            versions[name] = edition.Version;
            return edition.Content;
        }
    }

    static IEnumerable<DateOnly> Starts<T>(IReadOnlyList<Edition<T>> editions) => editions.Select(edition => edition.EffectiveFrom);
}
