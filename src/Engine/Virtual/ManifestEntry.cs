using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;

namespace Lendflow.Engine.Virtual;

/// <summary>Reads one entry of a conformance manifest: <c>main</c>, <c>deps</c>, <c>input</c>, <c>events</c>, <c>untilEnd</c>,
/// <c>wait</c> (seconds), <c>start</c>, <c>corr</c>, <c>stdin</c>, <c>token</c>.</summary>
public static class ManifestEntry
{
    /// <param name="read">Gives the content of a flow file by the name the entry gives it.</param>
    public static RunRequest ToRequest(JsonElement entry, Func<string, byte[]> read)
    {
        return new RunRequest(Flow(entry.Text("main") ?? ""), [.. Texts(entry, "deps").Select(Flow)])
        {
            Input = entry.Member("input") is { ValueKind: JsonValueKind.Object } input ? input.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone()) : [],
            Events = [.. Texts(entry, "events")],
            Wait = entry.Member("wait") is { ValueKind: JsonValueKind.Number } seconds ? TimeSpan.FromSeconds(seconds.GetDouble()) : TimeSpan.Zero,
            UntilEnd = entry.Flag("untilEnd") ?? false,
            UsesTokens = entry.Flag("token") ?? false,
            TriggerActivity = entry.Text("start"),
            CorrelationId = entry.Text("corr"),
            StandardInput = entry.Text("stdin") ?? "",
        };

        FlowFile Flow(string name) => new(name, read(name));
    }

    static IEnumerable<string> Texts(JsonElement entry, string member) =>
        entry.Member(member) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(Conversion.Text) : [];
}
