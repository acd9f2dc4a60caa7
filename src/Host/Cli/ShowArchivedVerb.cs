using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lendflow.Storage;

namespace Lendflow.Host.Cli;

/// <summary>Shows a case that retention has taken out of the store.</summary>
static class ShowArchivedVerb
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var number = new Argument<string>("NUMBER") { Description = "Number of the application." };
        var documents = new Option<DirectoryInfo?>("--documents") { Description = "A folder to write its documents to." };
        var folder = new Option<DirectoryInfo?>("--archive") { Description = "Where the archive files are; default is the folder archive of LENDFLOW_DATA." };
        var verb = new Command("show-archived", "Writes everything known of a case that has left the store (state, log, tasks, incidents, list of documents) to standard output as JSON.") { number, documents, folder };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(number), parsed.GetValue(documents), parsed.GetValue(folder), cancellation));
        return verb;
    }

    /// <returns>0, or 2 when it is in no file.</returns>
    static async Task<int> RunAsync(string number, DirectoryInfo? documents, DirectoryInfo? archive, CancellationToken cancellation)
    {
        var folder = archive?.FullName ?? Path.Combine(Path.GetFullPath(Environment.GetEnvironmentVariable("LENDFLOW_DATA") ?? "data"), "archive");
        if (await ArchivedCase.FindAsync(folder, number, cancellation) is not { } found)
        {
            await Console.Error.WriteLineAsync($"Expected case {number} in a file of {folder}, but it is in none. Each host keeps what it has archived in a folder of its own.");
            return 2;
        }
        Console.WriteLine(JsonSerializer.Serialize(new { number, found.File, found.Tables }, Indented));
        if (documents is null) return 0;
        documents.Create();
        foreach (var (name, content) in found.Contents) await File.WriteAllBytesAsync(Path.Combine(documents.FullName, name), content, cancellation);
        return 0;
    }
}
