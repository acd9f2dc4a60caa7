using System.CommandLine;
using System.Text.Json;
using Lendflow.CSharp;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Virtual;

namespace Lendflow.Host.Cli;

/// <summary>Runs every entry of a manifest, so that the records can be compared with those of another engine.</summary>
static class ConformanceVerb
{
    public static Command Create()
    {
        var manifest = new Argument<FileInfo>("MANIFEST") { Description = "List of runs; the flows they name lie beside it." }.AcceptExistingOnly();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Where to write one record for each run.", Required = true };
        var verb = new Command("conformance", "Runs every entry of a manifest in memory and writes one file of JSON lines each.") { manifest, folder };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(manifest), parsed.GetRequiredValue(folder), cancellation));
        return verb;
    }

    static async Task<int> RunAsync(FileInfo manifest, DirectoryInfo folder, CancellationToken cancellation)
    {
        folder.Create();
        using var entries = JsonDocument.Parse(await File.ReadAllBytesAsync(manifest.FullName, cancellation));
        var elements = new ElementTable([new CSharpLanguage()], []);
        foreach (var entry in entries.RootElement.EnumerateArray())
        {
            var request = ManifestEntry.ToRequest(entry, name => File.ReadAllBytes(Path.Combine(manifest.DirectoryName!, name)));
            var lines = await VirtualRun.ExecuteAsync(request, elements, [], cancellation);
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, entry.GetProperty("out").GetString()!), lines.Select(l => l.ToJson()), cancellation);
        }
        return 0;
    }
}
