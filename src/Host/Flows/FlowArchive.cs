using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Virtual;

namespace Lendflow.Host.Flows;

/// <summary>Definitions as files, alone or several in a zip archive.</summary>
static class FlowArchive
{
    /// <summary>Beyond it a file is not unpacked: a small archive can hold a very large one.</summary>
    const int LargestUnpacked = 4 * 1024 * 1024;

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FlowFile FileOf(WorkflowDefinition version) =>
        new($"{version.DefinitionId}-v{version.Version}.json", JsonSerializer.SerializeToUtf8Bytes(version.ToJson(), Indented));

    /// <summary>The JSON files in a zip archive, or the bytes themselves as the only file.</summary>
    /// <param name="problems">What cannot be unpacked.</param>
    public static IReadOnlyList<FlowFile> Read(string name, ReadOnlyMemory<byte> bytes, out IReadOnlyList<Problem> problems)
    {
        problems = [];
        if (!bytes.Span.StartsWith("PK\x3\x4"u8)) return [new FlowFile(name, bytes)];
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray()));
            var entries = zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
            if (entries.Count == 0) problems = [new Problem("$", $"Expected flows in {name}, but it has no .json file.")];
            if (entries.Sum(e => e.Length) > LargestUnpacked) problems = [new Problem("$", $"Expected at most {LargestUnpacked} bytes in {name}, but unpacked it has more.")];
            return problems.Count > 0 ? [] : [.. entries.Select(Unpack)];
        }
        catch (InvalidDataException e)
        {
            problems = [new Problem("$", $"Expected a zip archive, but {name} is damaged: {e.Message}")];
            return [];
        }
    }

    public static byte[] Zip(IEnumerable<FlowFile> files)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in files)
            {
                using var entry = zip.CreateEntry(file.Name).Open();
                entry.Write(file.Json.Span);
            }
        return archive.ToArray();
    }

    static FlowFile Unpack(ZipArchiveEntry entry)
    {
        using var unpacked = new MemoryStream();
        using var content = entry.Open();
        content.CopyTo(unpacked);
        return new FlowFile(entry.FullName, unpacked.ToArray());
    }
}
