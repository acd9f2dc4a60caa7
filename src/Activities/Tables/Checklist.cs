using Lendflow.Activities.DocumentCheck;

namespace Lendflow.Activities.Tables;

/// <summary>The documents an applicant of one segment has to bring for one product.</summary>
public sealed record Checklist(string Product, string Segment, IReadOnlyList<ChecklistDocument> Documents)
{
    internal static IReadOnlyList<Checklist> ReadTable(TableObject table)
    {
        var documents = table.Rows("documents", ChecklistDocument.Read);
        return [.. table.Rows("checklists", row => ReadRow(row, documents)).SelectMany(lists => lists)];
    }

    static List<Checklist> ReadRow(TableObject row, IReadOnlyList<ChecklistDocument> known)
    {
        var (products, segments) = (row.Texts("products"), row.Texts("segments"));
        List<ChecklistDocument> documents = [.. Named("required"), .. Named("optional").Select(document => document with { Required = false })];
        foreach (var segment in segments.Except(Segments.All))
            row.Note("segments", $"Expected one of {string.Join(", ", Segments.All)}, but found {segment}");
        foreach (var twice in documents.GroupBy(document => document.Kind).Where(group => group.Count() > 1))
            row.Note("optional", $"Expected each document once, but {twice.Key} is named {twice.Count()} times");
        return [.. from product in products from segment in segments select new Checklist(product, segment, documents)];

        IEnumerable<ChecklistDocument> Named(string key)
        {
            foreach (var kind in row.Texts(key))
                if (known.FirstOrDefault(document => document.Kind == kind) is { } document) yield return document;
                else row.Note(key, $"Expected kinds that the table's documents define, but {kind} is not among them");
        }
    }
}

/// <summary>One document of a checklist and the conditions it has to meet.</summary>
/// <param name="Kind">Document type; equals <see cref="CaseDocument.Kind"/>.</param>
/// <param name="Required">Whether the case is incomplete without it. An optional document is checked when it is there.</param>
/// <param name="MaxAgeDays">Greatest number of days since its date of issue; null when age does not matter.</param>
/// <param name="MustNotExpire">Whether its last day of validity must be known and not be over. A document valid for an unlimited
/// time carries 9999-12-31.</param>
/// <param name="Accepts">Media types it may have.</param>
/// <param name="MustMatch">Field of the document by name, with the path of the application's field that must equal it.</param>
public sealed record ChecklistDocument(
    string Kind,
    string Name,
    string NameZh,
    bool Required,
    int? MaxAgeDays,
    bool MustNotExpire,
    IReadOnlyList<string> Accepts,
    IReadOnlyDictionary<string, string> MustMatch)
{
    internal static ChecklistDocument Read(TableObject row)
    {
        var document = new ChecklistDocument(row.Text("kind"), row.Text("name"), row.Text("nameZh"), Required: true,
            row.WholeOrNull("maxAgeDays", 1, 36500), row.FlagOr("mustNotExpire", false), row.Texts("accepts"), row.TextsByNameOrNone("mustMatch"));
        if (document.Accepts.Count == 0) row.Note("accepts", "Expected at least one media type, but the list is empty");
        foreach (var (field, path) in document.MustMatch)
            if (!ApplicationFields.ByPath.ContainsKey(path))
                row.Note($"mustMatch.{field}", $"Expected one of {string.Join(", ", ApplicationFields.ByPath.Keys)}, but found {path}");
        return document;
    }
}
