using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lendflow.Activities.Approval;

namespace Lendflow.Activities.Tables;

/// <summary>All tables the lending decisions read, with their past and future editions.</summary>
public sealed class LendingTables
{
    readonly IReadOnlyList<TablesInForce> periods;

    LendingTables(IReadOnlyList<TablesInForce> periods, IReadOnlyList<TableEdition> editions) => (this.periods, Editions) = (periods, editions);

    /// <summary>Every edition of every table, as it was written.</summary>
    public IReadOnlyList<TableEdition> Editions { get; }

    /// <summary>Reads every table of a folder. Unknown keys, values out of range, references to nowhere and holes in the authority
    /// matrix are problems; a folder with any problem yields no tables.</summary>
    /// <param name="saved">Editions that are kept elsewhere.</param>
    public static LoadedTables Load(string folder, params IReadOnlyList<TableText> saved)
    {
        var files = new TableFolder(folder, saved);
        var editions = new TableEditions(
            files.Read("products", Product.ReadTable),
            files.Read("branches", Branch.ReadTable),
            files.Read("checklists", Checklist.ReadTable),
            files.Read("admission", AdmissionRules.ReadTable),
            files.Read("reason-codes", ReasonCode.ReadTable),
            files.Read("authority-matrix", AuthorityMatrix.ReadTable),
            files.Read("sla-policies", SlaPolicies.ReadTable),
            files.Names("calendars").ToDictionary(KeyOf, name => files.Read(name, CalendarTable.Read)),
            files.Names(FormTable.Folder).ToDictionary(KeyOf, name => files.Read(name, table => FormTable.Read(KeyOf(name), table), mayFollowOnOneDay: true)));
        if (files.Problems.Count > 0) return new LoadedTables(null, files.Problems);

        var periods = editions.Periods();
        var problems = periods.SelectMany(TableReferences.Problems).Distinct().ToList();
        return new LoadedTables(problems.Count == 0 ? new LendingTables(periods, files.Editions) : null, problems);

        static string KeyOf(string name) => name.Split('/')[1];
    }

    /// <summary>Reads an edition of the authority matrix by itself: its rows, not whether its keys lead somewhere.</summary>
    /// <returns>Null when there are problems.</returns>
    public static AuthorityMatrix? ReadAuthority(JsonElement edition, out IReadOnlyList<string> problems)
    {
        var alone = new TableFolder("", [new TableText("authority-matrix", edition.GetRawText())]);
        var read = alone.Read("authority-matrix", AuthorityMatrix.ReadTable);
        problems = alone.Problems;
        return alone.Problems.Count == 0 ? read[0].Content : null;
    }

    /// <summary>The tables in force on a date; refused before the first date all of them hold.</summary>
    public bool TryOn(DateOnly date, [NotNullWhen(true)] out TablesInForce? tables, [NotNullWhen(false)] out string? problem)
    {
        tables = periods.LastOrDefault(period => period.From <= date);
        problem = tables is not null ? null
            : $"Expected a date from {periods[0].From:yyyy-MM-dd} on, when the first tables take effect, but found {date:yyyy-MM-dd}";
        return tables is not null;
    }
}

/// <summary>The tables, or every reason why they could not be used.</summary>
/// <param name="Tables">Null when there is any problem.</param>
/// <param name="Problems">Sentences such as <c>products.json: products[0].currency: Expected …, but …</c>.</param>
public sealed record LoadedTables(LendingTables? Tables, IReadOnlyList<string> Problems);
