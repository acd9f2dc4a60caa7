using System.CommandLine;
using System.Text.Json;
using Lendflow.Activities;
using Lendflow.CSharp;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Running;
using Lendflow.Engine.Virtual;
using Lendflow.Host.Outside;

namespace Lendflow.Host.Cli;

/// <summary>Runs one flow in memory under virtual time. C# is on: it is the own file of whoever starts this.</summary>
static class RunVerb
{
    const int Finished = 0, Faulted = 1, Refused = 2;

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FLOW") { Description = "The flow to run, then the flows it needs, as Elsa 3 JSON.", Arity = ArgumentArity.OneOrMore }.AcceptExistingOnly();
        var input = new Option<string[]>("--input") { Description = "An input of the flow: name=json, or name=text." };
        var happenings = new Option<string[]>("--event") { Description = "An event to publish once the flow rests: name or name=json. Several are published one after the other." };
        var untilEnd = new Option<bool>("--until-end") { Description = "Resume the first wait again and again until the flow ends." };
        var wait = new Option<double>("--wait") { Description = "Virtual time that passes after the events, in seconds." };
        var token = new Option<bool>("--token") { Description = "Flowcharts run in token mode instead of counter mode." };
        var start = new Option<string?>("--start") { Description = "Id of the step that started the flow as its trigger." };
        var correlation = new Option<string?>("--corr") { Description = "Correlation id, for loans the application number." };
        var verb = new Command("run", "Runs a flow in memory under virtual time and prints what happened as JSON lines. Exit code 0: finished or waiting, 1: faulted, 2: refused.")
        {
            files, input, happenings, untilEnd, wait, token, start, correlation,
        };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var flows = parsed.GetRequiredValue(files).Select(f => new FlowFile(f.Name, File.ReadAllBytes(f.FullName))).ToList();
            var request = new RunRequest(flows[0], flows[1..])
            {
                Input = (parsed.GetValue(input) ?? []).Select(ReadInput).ToDictionary(i => i.Name, i => i.Value),
                Events = parsed.GetValue(happenings) ?? [],
                UntilEnd = parsed.GetValue(untilEnd),
                Wait = TimeSpan.FromSeconds(parsed.GetValue(wait)),
                UsesTokens = parsed.GetValue(token),
                TriggerActivity = parsed.GetValue(start),
                CorrelationId = parsed.GetValue(correlation),
                StandardInput = await ReadStandardInputAsync(flows, cancellation),
            };
            return Print(await VirtualRun.ExecuteAsync(request, new ElementTable([new CSharpLanguage()], LendingActivities.All(LendingSetup.ReadPolicy())), [], cancellation));
        });
        return verb;
    }

    /// <summary>Read only for flows that read it: whoever starts this may keep its end open.</summary>
    static async Task<string> ReadStandardInputAsync(IEnumerable<FlowFile> flows, CancellationToken cancellation) =>
        Console.IsInputRedirected && flows.Any(f => f.Json.Span.IndexOf("Elsa.ReadLine"u8) >= 0) ? await Console.In.ReadToEndAsync(cancellation) : "";

    /// <summary>What is no JSON is a text.</summary>
    static (string Name, JsonElement Value) ReadInput(string given)
    {
        var split = given.IndexOf('=', StringComparison.Ordinal);
        var (name, text) = split < 0 ? (given, "") : (given[..split], given[(split + 1)..]);
        try { return (name, JsonSerializer.Deserialize<JsonElement>(text)); }
        catch (JsonException) { return (name, JsonSerializer.SerializeToElement(text)); }
    }

    static int Print(IReadOnlyList<RunLine> lines)
    {
        foreach (var line in lines) Console.WriteLine(line.ToJson());
        var refused = lines.OfType<RunLine.ImportFailed>().ToList();
        foreach (var file in refused)
            foreach (var problem in file.Errors) Console.Error.WriteLine($"{file.File}: {problem}");
        if (refused.Count > 0) return Refused;
        return lines.OfType<RunLine.Final>().Any(f => f.Main && f.SubStatus == WorkflowSubStatus.Faulted) ? Faulted : Finished;
    }
}
