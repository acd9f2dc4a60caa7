using System.Text.RegularExpressions;
using Lendflow.HumanTasks.Forms;

namespace Lendflow.Activities.Tables;

/// <summary>Reads a form, <c>forms/KEY.json</c>: name, and the JSON Schema of what is entered with its layout.</summary>
internal static partial class FormTable
{
    public const string Folder = "forms";

    public static FormEdition? Read(string key, TableObject table)
    {
        var (version, name, nameZh, schema) = (table.Whole("version", 1, int.MaxValue), table.Text("name"), table.Text("nameZh"), table.Json("schema"));
        var problems = FormSchema.Problems(schema);
        foreach (var (path, message) in problems) table.Note(path, message);
        if (!Key().IsMatch(key)) table.Note("name", $"Expected a key of letters, digits and hyphens such as due-diligence, but found {key}");
        return problems.Count == 0 ? new FormEdition(key, version, name, nameZh, schema) : null;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$")]
    private static partial Regex Key();
}
