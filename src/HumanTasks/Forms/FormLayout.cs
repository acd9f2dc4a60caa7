using System.Text.Json;

namespace Lendflow.HumanTasks.Forms;

/// <summary>How a form is laid out: sections with a heading, each with fields by name and data of the case to read.</summary>
static class FormLayout
{
    /// <summary>Data of the case that a form can show. The web knows how (src/Web/src/forms/CaseItem.tsx).</summary>
    public static readonly IReadOnlyList<string> CaseData =
    [
        "number", "borrower", "product", "branch", "amount", "termMonths", "purpose", "grade", "track", "submittedAt",
        "socialCreditCode", "industry", "establishedOn", "employees", "annualRevenue", "representative", "phone",
    ];

    static readonly string[] Keywords = ["title", "titleZh", "columns", "items"];

    public static void Check(JsonElement layout, IReadOnlyList<string> fields, string path, Action<string, string> note)
    {
        if (layout.ValueKind != JsonValueKind.Array)
        {
            note($"{path}.layout", "Expected a list of sections, but it is none");
            return;
        }
        var placed = new List<string>();
        foreach (var (i, section) in layout.EnumerateArray().Index()) CheckSection(section, $"{path}.layout[{i}]", fields, placed, note);
        foreach (var field in fields.Except(placed)) note($"{path}.layout", $"Expected every field in a section, but {field} is in none");
        foreach (var twice in placed.GroupBy(f => f).Where(g => g.Count() > 1)) note($"{path}.layout", $"Expected each field once, but {twice.Key} is there {twice.Count()} times");
    }

    static void CheckSection(JsonElement section, string path, IReadOnlyList<string> fields, List<string> placed, Action<string, string> note)
    {
        if (section.ValueKind != JsonValueKind.Object || !section.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            note(path, "Expected a section with a list of items, but it is none");
            return;
        }
        foreach (var keyword in section.EnumerateObject().Select(p => p.Name).Except(Keywords)) note($"{path}.{keyword}", $"Expected one of {string.Join(", ", Keywords)}, but this keyword is unknown");
        foreach (var (i, item) in items.EnumerateArray().Index())
            if (item.ValueKind == JsonValueKind.String && fields.Contains(item.GetString()!)) placed.Add(item.GetString()!);
            else if (item.ValueKind == JsonValueKind.String) note($"{path}.items[{i}]", $"Expected a field of the form ({string.Join(", ", fields)}), but found {item.GetString()}");
            else if (FormField.Text(item, "case") is not { } data) note($"{path}.items[{i}]", "Expected the name of a field or {\"case\": …}, but it is neither");
            else if (!CaseData.Contains(data)) note($"{path}.items[{i}].case", $"Expected one of {string.Join(", ", CaseData)}, but found {data}");
    }
}
