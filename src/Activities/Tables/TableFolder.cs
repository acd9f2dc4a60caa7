using System.Text.Json;

namespace Lendflow.Activities.Tables;

/// <summary>One edition of a table: what holds from a date until the next edition takes over.</summary>
internal sealed record Edition<T>(int Version, DateOnly EffectiveFrom, T Content);

/// <summary>A folder of tables. The editions of a table are the files <c>NAME.json</c> and <c>NAME.ANYTHING.json</c>, so a future
/// edition is put beside the present one instead of over it.</summary>
internal sealed class TableFolder(string folder)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public List<string> Problems { get; } = [];

    /// <summary>The table names in a sub-folder, for example <c>calendars/cn</c>.</summary>
    public IReadOnlyList<string> Names(string subfolder) =>
        Directory.Exists(Path.Combine(folder, subfolder))
            ? [.. Directory.GetFiles(Path.Combine(folder, subfolder), "*.json")
                .Select(file => $"{subfolder}/{Path.GetFileName(file).Split('.')[0]}").Distinct().Order(StringComparer.Ordinal)]
            : [];

    /// <summary>All editions of a table, oldest first.</summary>
    public IReadOnlyList<Edition<T>> Read<T>(string name, Func<TableObject, T> read)
    {
        var editions = Files(name).Select(file => ReadFile(file, read)).OfType<Edition<T>>().OrderBy(edition => edition.EffectiveFrom).ToList();
        for (var i = 1; i < editions.Count; i++)
            if (editions[i].EffectiveFrom == editions[i - 1].EffectiveFrom || editions[i].Version <= editions[i - 1].Version)
                Problems.Add($"{name}.json: Expected editions whose version rises with effectiveFrom, but version {editions[i].Version} "
                    + $"from {editions[i].EffectiveFrom:yyyy-MM-dd} follows version {editions[i - 1].Version} from {editions[i - 1].EffectiveFrom:yyyy-MM-dd}");
        return editions;
    }

    List<string> Files(string name)
    {
        var directory = Path.GetDirectoryName(Path.Combine(folder, name))!;
        var table = Path.GetFileName(name);
        List<string> files = Directory.Exists(directory)
            ? [.. Directory.GetFiles(directory, "*.json").Where(file => Path.GetFileName(file).Split('.')[0] == table).Order(StringComparer.Ordinal)]
            : [];
        if (files.Count == 0) Problems.Add($"{name}.json: Expected a table, but the file is missing");
        return files;
    }

    Edition<T>? ReadFile<T>(string file, Func<TableObject, T> read)
    {
        var shown = Path.GetRelativePath(folder, file).Replace('\\', '/');
        void Note(string path, string message) => Problems.Add(path.Length == 0 ? $"{shown}: {message}" : $"{shown}: {path}: {message}");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return TableObject.Whole(document.RootElement, "", Note,
                    table => new Edition<T>(table.Whole("version", 1, int.MaxValue), table.Date("effectiveFrom"), read(table)));
            Note("", $"Expected an object, but found {document.RootElement.ValueKind}");
        }
        catch (JsonException error)
        {
            Note("", $"Expected JSON, but {error.Message}");
        }
        return null;
    }
}
