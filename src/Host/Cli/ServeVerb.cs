using System.CommandLine;

namespace Lendflow.Host.Cli;

static class ServeVerb
{
    public static Command Create(Func<string[], Task<int>> serve)
    {
        var verb = new Command("serve", "Serves the web UI and both APIs. LENDFLOW_URLS, LENDFLOW_DATA, LENDFLOW_DB, LENDFLOW_DEMO_PASSWORD and LENDFLOW_OUTSIDE say where and how.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        verb.SetAction(parsed => serve([.. parsed.UnmatchedTokens]));
        return verb;
    }
}
