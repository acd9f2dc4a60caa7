using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Storage.Sqlite;

namespace Lendflow.Storage;

/// <summary>A case as it left the store, read back from its archive file. Nothing is changed by reading it.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Tables">Its rows by table: bytes that are JSON as JSON, times as ISO 8601. Contents of documents are not among them.</param>
/// <param name="Contents">Contents of its documents by file name.</param>
public sealed record ArchivedCase(string File, IReadOnlyDictionary<string, List<JsonObject>> Tables, IReadOnlyDictionary<string, byte[]> Contents)
{
    /// <summary>Looks for a case in the files of a folder, the youngest first.</summary>
    /// <returns>Null when it is in none.</returns>
    public static async Task<ArchivedCase?> FindAsync(string folder, string number, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) return null;
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl.gz").OrderDescending(StringComparer.Ordinal))
            if (await ReadAsync(file, number, cancellationToken) is { } found) return found;
        return null;
    }

    static async Task<ArchivedCase?> ReadAsync(string file, string number, CancellationToken cancellationToken)
    {
        var (tables, contents) = (new Dictionary<string, List<JsonObject>>(), new Dictionary<string, byte[]>());
        var (instances, documents) = (new HashSet<string>(), new Dictionary<string, string>());
        await using var stream = System.IO.File.OpenRead(file);
        using var lines = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var table = json.RootElement.GetProperty("table").GetString()!;
            var row = json.RootElement.GetProperty("columns").EnumerateArray().Zip(json.RootElement.GetProperty("row").EnumerateArray()).ToDictionary(c => c.First.GetString()!, c => c.Second);
            if (table != "instances" && instances.Count == 0) return null; // Instances come first, so most files are put away after their first lines.
            switch (table)
            {
                case "instances" when Text("correlation_id") == number || (Text("parent_instance_id") is { } parent && instances.Contains(parent)): instances.Add(Text("id")!); break;
                case "documents" when Text("case_number") == number: documents[Text("id")!] = $"{Text("id")}-{Path.GetFileName(Text("file_name"))}"; break;
                case "document_contents" when documents.TryGetValue(Text("id")!, out var name): contents[name] = row["content"].GetBytesFromBase64(); continue;
                case "instances" or "documents" or "document_contents": continue;
                case var _ when !instances.Contains(Text("instance_id") ?? ""): continue;
                default: break;
            }
            if (!tables.TryGetValue(table, out var rows)) tables[table] = rows = [];
            rows.Add(new JsonObject(row.Select(c => KeyValuePair.Create(c.Key, Readable(c.Key, c.Value)))));

            string? Text(string column) => row.TryGetValue(column, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        return instances.Count == 0 ? null : new ArchivedCase(file, tables, contents);
    }

    static JsonNode? Readable(string column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when column.EndsWith("_at", StringComparison.Ordinal) || column == "at" => SqliteValues.ToTime(value.GetInt64()),
        JsonValueKind.String when column is "state" or "changes" or "json" => JsonNode.Parse(value.GetBytesFromBase64()),
        JsonValueKind.Null => null,
        _ => JsonNode.Parse(value.GetRawText()),
    };
}
