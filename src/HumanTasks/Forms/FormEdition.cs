using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lendflow.HumanTasks.Forms;

/// <summary>An edition of a form of the lender.</summary>
/// <param name="Key">Name by which steps use it, for example <c>due-diligence</c>.</param>
/// <param name="Schema">JSON Schema of what is entered; its <c>layout</c> says where each field is.</param>
public sealed record FormEdition(string Key, int Version, string Name, string NameZh, JsonElement Schema)
{
    /// <summary>The form as a task keeps it: later editions do not change it.</summary>
    public JsonElement Pinned()
    {
        var pinned = JsonObject.Create(Schema)!;
        pinned["$id"] = $"forms/{Key}/{Version}";
        if (!pinned.ContainsKey("title")) (pinned["title"], pinned["titleZh"]) = (Name, NameZh);
        return JsonSerializer.SerializeToElement(pinned);
    }

    /// <summary>Names of its fields.</summary>
    public IReadOnlyList<string> Fields => FieldsOf(Schema);

    /// <summary>Names of the fields of a form.</summary>
    public static IReadOnlyList<string> FieldsOf(JsonElement schema) => [.. FormField.PropertiesOf(schema).Select(p => p.Name)];
}
