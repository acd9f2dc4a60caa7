using System.CommandLine;
using Lendflow.Host.Flows;

namespace Lendflow.Host.Cli;

static class ImportVerb
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Workflow definitions as Elsa 3 JSON.", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();
        var publish = new Option<bool>("--publish") { Description = "Publish each one after its import." };
        var verb = new Command("import", "Takes workflow definitions into the store. One with any problem is not taken in, and every problem is listed.") { files, publish };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(files), parsed.GetValue(publish), cancellation));
        return verb;
    }

    /// <returns>0 when all were taken in, 2 when one was refused.</returns>
    static async Task<int> RunAsync(FileInfo[] files, bool publish, CancellationToken cancellation)
    {
        await using var store = await StoreOnly.OpenAsync(cancellation);
        var library = store.Services.GetRequiredService<FlowLibrary>();
        var refused = false;
        foreach (var file in files)
        {
            var imported = await library.ImportAsync(await File.ReadAllBytesAsync(file.FullName, cancellation), cancellation);
            foreach (var problem in imported.Problems) await Console.Error.WriteLineAsync($"{file.Name}: {problem}");
            if (imported.Definition is { } definition)
            {
                var problems = publish ? (await library.PublishAsync(definition.DefinitionId, cancellation))!.Problems : [];
                foreach (var problem in problems) await Console.Error.WriteLineAsync($"{file.Name}: {problem}");
                refused |= problems.Count > 0;
                Console.WriteLine($"{definition.DefinitionId} version {definition.Version}");
            }
            else refused = true;
        }
        return refused ? 2 : 0;
    }
}
