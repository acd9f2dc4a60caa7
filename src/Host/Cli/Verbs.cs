using System.CommandLine;

namespace Lendflow.Host.Cli;

/// <summary>The verbs of the program. Without one it serves.</summary>
static class Verbs
{
    /// <param name="serve">Serves until the process is told to stop; gets the arguments of the web host.</param>
    public static Task<int> InvokeAsync(string[] args, Func<string[], Task<int>> serve)
    {
        var root = new RootCommand("Lendflow: workflows for lending to small businesses. Without a verb it serves.")
        {
            ServeVerb.Create(serve),
            ImportVerb.Create(),
            ExportVerb.Create(),
            StoreVerbs.Export(),
            StoreVerbs.Import(),
            ShowArchivedVerb.Create(),
            RunVerb.Create(),
            LintVerb.Create(),
            ConformanceVerb.Create(),
            DemoVerb.Create(),
            TrainVerb.Create(),
            BenchVerb.Create(),
        };
        // Arguments such as --environment are the web host's; a word is a verb that does not exist.
        root.TreatUnmatchedTokensAsErrors = args is [var first, ..] && !first.StartsWith('-');
        root.SetAction(parsed => serve([.. parsed.UnmatchedTokens]));
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }
}
