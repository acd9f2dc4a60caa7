using System.Text.Json;

namespace Lendflow.Activities.Tables;

/// <summary>One edition of a table: what holds from a date until the next edition takes over.</summary>
internal sealed record Edition<T>(int Version, DateOnly EffectiveFrom, T Content);

/// <summary>An edition of a table as it was written.</summary>
/// <param name="Name">Name of the table, for example <c>authority-matrix</c> or <c>calendars/cn</c>.</param>
public sealed record TableText(string Name, string Json);

/// <summary>A folder of tables, and editions that were saved beside it. The editions of a table are the files <c>NAME.json</c> and
/// <c>NAME.ANYTHING.json</c>, so a future edition is put beside the present one instead of over it.</summary>
internal sealed class TableFolder(string folder, IReadOnlyList<TableText> saved)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public List<string> Problems { get; } = [];

    /// <summary>Everything that was read, as it was written, oldest first.</summary>
    public List<TableEdition> Editions { get; } = [];

    /// <summary>The table names in a sub-folder, for example <c>calendars/cn</c>.</summary>
    public IReadOnlyList<string> Names(string subfolder)
    {
        var files = Directory.Exists(Path.Combine(folder, subfolder))
            ? Directory.GetFiles(Path.Combine(folder, subfolder), "*.json").Select(file => $"{subfolder}/{Path.GetFileName(file).Split('.')[0]}")
            : [];
        return [.. files.Concat(saved.Select(text => text.Name).Where(name => name.StartsWith($"{subfolder}/", StringComparison.Ordinal))).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>All editions of a table, oldest first.</summary>
    /// <param name="mayFollowOnOneDay">Whether an edition may take over on the day its predecessor began.</param>
    public IReadOnlyList<Edition<T>> Read<T>(string name, Func<TableObject, T> read, bool mayFollowOnOneDay = false)
    {
        var editions = Texts(name).Select(text => ReadText(name, text.Shown, text.Json, read)).OfType<Edition<T>>().OrderBy(edition => edition.EffectiveFrom).ThenBy(edition => edition.Version).ToList();
        for (var i = 1; i < editions.Count; i++)
            if ((editions[i].EffectiveFrom == editions[i - 1].EffectiveFrom && !mayFollowOnOneDay) || editions[i].Version <= editions[i - 1].Version)
                Problems.Add($"{name}.json: Expected editions whose version rises with effectiveFrom, but version {editions[i].Version} "
                    + $"from {editions[i].EffectiveFrom:yyyy-MM-dd} follows version {editions[i - 1].Version} from {editions[i - 1].EffectiveFrom:yyyy-MM-dd}");
        return editions;
    }

    IReadOnlyList<(string Shown, string Json)> Texts(string name)
    {
        var directory = Path.GetDirectoryName(Path.Combine(folder, name))!;
        var table = Path.GetFileName(name);
        var files = Directory.Exists(directory)
            ? Directory.GetFiles(directory, "*.json").Where(file => Path.GetFileName(file).Split('.')[0] == table).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        IReadOnlyList<(string, string)> texts =
        [
            .. files.Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file))),
            .. saved.Where(text => text.Name == name).Select(text => ($"{name}.json (saved)", text.Json)),
        ];
        if (texts.Count == 0) Problems.Add($"{name}.json: Expected a table, but the file is missing");
        return texts;
    }

    Edition<T>? ReadText<T>(string name, string shown, string json, Func<TableObject, T> read)
    {
        void Note(string path, string message) => Problems.Add(path.Length == 0 ? $"{shown}: {message}" : $"{shown}: {path}: {message}");
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var edition = TableObject.Whole(document.RootElement, "", Note,
                    table => new Edition<T>(table.Whole("version", 1, int.MaxValue), table.Date("effectiveFrom"), read(table)));
                Editions.Add(new TableEdition(name, edition.Version, edition.EffectiveFrom, document.RootElement.Clone()));
                return edition;
            }
            Note("", $"Expected an object, but found {document.RootElement.ValueKind}");
        }
        catch (JsonException error)
        {
            Note("", $"Expected JSON, but {error.Message}");
        }
        return null;
    }
}

/// <summary>An edition of a table.</summary>
/// <param name="Content">The whole as it was written, version and date included.</param>
public sealed record TableEdition(string Name, int Version, DateOnly EffectiveFrom, JsonElement Content);
