using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lendflow.Host.Flows;

namespace Lendflow.Host.Cli;

static class ExportVerb
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var definition = new Argument<string>("DEFINITION") { Description = "Id of the definition, for example loan-origination." };
        var version = new Option<int?>("--version-number") { Description = "Which version; default is the published one, or the latest when none is." };
        var verb = new Command("export", "Writes a workflow definition to standard output as Elsa 3 JSON.") { definition, version };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(definition), parsed.GetValue(version), cancellation));
        return verb;
    }

    /// <returns>0, or 2 when there is no such version.</returns>
    static async Task<int> RunAsync(string definitionId, int? version, CancellationToken cancellation)
    {
        await using var store = await StoreOnly.OpenAsync(cancellation);
        if (await store.Services.GetRequiredService<FlowLibrary>().FindAsync(definitionId, version, cancellation) is not { } definition)
        {
            await Console.Error.WriteLineAsync($"Expected a flow '{definitionId}'{(version is null ? "" : $" of version {version}")}, but there is none.");
            return 2;
        }
        Console.WriteLine(JsonSerializer.Serialize(definition.ToJson(), Indented));
        return 0;
    }
}
