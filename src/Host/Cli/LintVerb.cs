using System.CommandLine;
using System.Text.Json;
using Lendflow.Activities;
using Lendflow.CSharp;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Storage;
using Lendflow.Host.Api;
using Lendflow.Host.Flows;
using Lendflow.Host.Outside;

namespace Lendflow.Host.Cli;

/// <summary>Checks flows in files, as a publication would.</summary>
static class LintVerb
{
    const int Clean = 0, HasErrors = 1, Unreadable = 2;

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FLOW") { Description = "Flows as Elsa 3 JSON. Each may use the others.", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Print the findings as one JSON array." };
        var zh = new Option<bool>("--zh") { Description = "Print the messages in Chinese." };
        var verb = new Command("lint", "Checks flows as a publication would. Exit code 0: no errors, 1: errors, 2: a file is no flow this server takes in.") { files, json, zh };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(files), parsed.GetValue(json), parsed.GetValue(zh), cancellation));
        return verb;
    }

    static async Task<int> RunAsync(FileInfo[] files, bool asJson, bool inChinese, CancellationToken cancellation)
    {
        var policy = LendingSetup.ReadPolicy();
        var lint = new FlowLint(new InMemoryStore(), new ElementTable([new CSharpLanguage()], LendingActivities.All(policy)), policy, TimeProvider.System);
        var read = files.Select(f => (f.Name, Definition: lint.Read(File.ReadAllBytes(f.FullName), out var refused), Refused: refused)).ToList();
        var flows = read.Select(r => r.Definition).OfType<WorkflowDefinition>().ToList();

        var found = new List<FileFinding>();
        foreach (var (file, definition, refused) in read)
            found.AddRange((definition is null ? refused : await lint.CheckAsync(definition, flows, cancellation)).Select(f => new FileFinding(file, LintFindingView.Of(f))));
        Print(found, asJson, inChinese);
        return read.Any(r => r.Definition is null) ? Unreadable : found.Any(f => f.Finding.Severity == Severity.Error) ? HasErrors : Clean;
    }

    static void Print(List<FileFinding> found, bool asJson, bool inChinese)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(found, ApiSetup.Json));
            return;
        }
        foreach (var (file, finding) in found)
            Console.WriteLine($"{file}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Code} {finding.Path}\n  {(inChinese ? finding.MessageZh : finding.Message)}");
        if (found.Count > 0) Console.WriteLine(string.Join(", ", found.GroupBy(f => f.Finding.Severity).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}")));
    }
}

/// <summary>A finding with the file it is about.</summary>
sealed record FileFinding(string File, LintFindingView Finding);
