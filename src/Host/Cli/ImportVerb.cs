using System.CommandLine;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Bundles;
using Lendflow.Host.Flows;

namespace Lendflow.Host.Cli;

static class ImportVerb
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Workflow definitions as Elsa 3 JSON, tables, or zip archives of them.", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();
        var publish = new Option<bool>("--publish") { Description = "Publish each one after its import." };
        var verb = new Command("import", "Takes workflow definitions and tables into the store: all of them, or with any problem none, and every problem is listed.") { files, publish };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(files), parsed.GetValue(publish), cancellation));
        return verb;
    }

    /// <returns>0 when all were taken in, 2 when one was refused and so none was.</returns>
    static async Task<int> RunAsync(FileInfo[] files, bool publish, CancellationToken cancellation)
    {
        await using var store = await StoreOnly.OpenAsync(cancellation);
        var bundles = store.Services.GetRequiredService<FlowBundles>();
        var read = new List<FlowFile>();
        foreach (var file in files)
        {
            read.AddRange(FlowArchive.Read(file.Name, await File.ReadAllBytesAsync(file.FullName, cancellation), out var damaged));
            if (damaged.Count > 0) return await RefuseAsync(damaged);
        }
        var imported = await bundles.ImportAsync(read, null, publish ? true : null, Environment.UserName, cancellation);
        if (imported.Refusal is { } refusal) return await RefuseAsync(refusal.Problems);
        foreach (var definition in imported.Definitions) Console.WriteLine($"{definition.DefinitionId} version {definition.Version}");
        return 0;
    }

    static async Task<int> RefuseAsync(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems) await Console.Error.WriteLineAsync(problem.ToString());
        return 2;
    }
}
