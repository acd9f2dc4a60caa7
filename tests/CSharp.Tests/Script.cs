using System.Text.Json;
using System.Text.Json.Nodes;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Virtual;

namespace Lendflow.CSharp.Tests;

/// <summary>Runs C# as the only step of a flow.</summary>
static class Script
{
    public static readonly CSharpLanguage Language = new();

    /// <summary>What an expression has written, as text.</summary>
    public static async Task<string> WriteAsync(string source, params (string Name, string Type, string? Value)[] variables)
    {
        var step = new JsonObject { ["id"] = "line", ["type"] = "Elsa.WriteLine", ["text"] = Expression("CSharp", source) };
        var lines = await RunAsync(variables, step);
        return lines.OfType<RunLine.Out>().Select(o => o.Text).SingleOrDefault()
            ?? lines.OfType<RunLine.Incident>().Select(i => i.Msg).FirstOrDefault()
            ?? string.Join('\n', lines.OfType<RunLine.ImportFailed>().SelectMany(f => f.Errors));
    }

    /// <summary>How an instance ends whose only step runs a script.</summary>
    public static async Task<IReadOnlyList<RunLine>> RunAsync(string source, params (string Name, string Type, string? Value)[] variables) =>
        await RunAsync(variables, new JsonObject { ["id"] = "script", ["name"] = "Script1", ["type"] = "Elsa.RunCSharp", ["script"] = Expression("Literal", source) });

    public static Task<IReadOnlyList<RunLine>> RunAsync((string Name, string Type, string? Value)[] variables, JsonObject step, bool isOn = true)
    {
        var definition = new JsonObject
        {
            ["definitionId"] = "flow",
            ["name"] = "flow",
            ["inputs"] = new JsonArray(new JsonObject { ["name"] = "Amount", ["type"] = "Decimal" }),
            ["variables"] = new JsonArray([.. variables.Select(v => new JsonObject { ["id"] = v.Name, ["name"] = v.Name, ["typeName"] = v.Type, ["value"] = v.Value })]),
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(step) },
        };
        var request = new RunRequest(new FlowFile("flow.json", JsonSerializer.SerializeToUtf8Bytes(definition)), [])
        {
            CorrelationId = "LN-1",
            Input = new Dictionary<string, JsonElement> { ["Amount"] = JsonSerializer.SerializeToElement(250000.50m) },
        };
        return VirtualRun.ExecuteAsync(request, isOn ? new ElementTable([Language], []) : new ElementTable(), [], default);
    }

    static JsonObject Expression(string type, string source) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = source } };
}
