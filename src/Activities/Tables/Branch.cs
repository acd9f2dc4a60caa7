namespace Lendflow.Activities.Tables;

/// <summary>An office that owns cases.</summary>
/// <param name="Calendar">Key of the work calendar its SLA clocks follow.</param>
public sealed record Branch(string Key, string Name, string NameZh, string Calendar)
{
    internal static IReadOnlyList<Branch> ReadTable(TableObject table) => table.Rows("branches",
        row => new Branch(row.Text("key"), row.Text("name"), row.Text("nameZh"), row.Text("calendar")));
}
