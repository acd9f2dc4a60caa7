using System.Text;
using System.Text.Json;
using Lendflow.Engine.Running;
using Lendflow.Scripting;

namespace Lendflow.Engine.Expressions;

/// <summary>What scripts of a flow see beside the language: Elsa's globals. Random ids come from the script's own seeded
/// numbers, so a replay gets the same ones.</summary>
static class ScriptGlobals
{
    public static readonly ScriptHost Host = Build();

    static ScriptHost Build()
    {
        var host = new ScriptHost();
        host.Value("variables", c => JsValue.From(((ScriptScope)c!).Variables));
        host.Value("args", c => JsValue.FromMembers([.. ((ScriptScope)c!).Execution.Arguments.Select(a => KeyValuePair.Create(a.Key, JsValue.From(a.Value)))]));
        AddWorkflow(host);
        AddVariables(host);
        AddOutcomes(host);
        AddText(host);
        AddIds(host);
        AddBytes(host);
        NetTypes.AddTo(host);
        return host.Resolve(static (object? context, string name, out JsValue value) => ((ScriptScope)context!).TryAccessor(name, out value));
    }

    static void AddWorkflow(ScriptHost host)
    {
        host.Function("getWorkflowDefinitionId", c => X(c).Instance.DefinitionId);
        host.Function("getWorkflowDefinitionVersionId", c => X(c).Instance.VersionId);
        host.Function("getWorkflowDefinitionVersion", c => X(c).Instance.Version);
        host.Function("getWorkflowInstanceId", c => X(c).Instance.Id);
        host.Function("getCorrelationId", c => X(c).Instance.CorrelationId);
        host.Function("setCorrelationId", c => Emit(c, new Change.CorrelationSet(TextOrNull(c[0]))));
        host.Function("getWorkflowInstanceName", c => X(c).Instance.Name);
        host.Function("setWorkflowInstanceName", c => Emit(c, new Change.NameSet(TextOrNull(c[0]))));
    }

    static void AddVariables(ScriptHost host)
    {
        host.Function("getVariable", c => Scope(c).Get(c.Text(0)));
        host.Function("setVariable", c => { Scope(c).Set(c.Text(0), c[1]); return JsValue.Undefined; });
        host.Function("getInput", c => Scope(c).Input(c.Text(0)));
        host.Function("getOutputFrom", c => Scope(c).Output(c.Text(0), c.Count > 1 ? TextOrNull(c[1]) : null));
        host.Function("getLastResult", c => JsValue.From(X(c).Instance.LastResult));
    }

    static void AddOutcomes(ScriptHost host)
    {
        host.Function("setOutcome", c => Remember(c, [Values.Of(c.Text(0))]));
        host.Function("setOutcomes", c => Remember(c, [.. c.Json(0).EnumerateArray().Select(o => Values.Of(Conversion.Text(o)))]));
    }

    static void AddText(ScriptHost host)
    {
        host.Function("isNullOrWhiteSpace", c => string.IsNullOrWhiteSpace(TextOrNull(c[0])));
        host.Function("isNullOrEmpty", c => string.IsNullOrEmpty(TextOrNull(c[0])));
        host.Function("toJson", c => c.Json(0) is { ValueKind: not JsonValueKind.Undefined } value ? JsonSerializer.Serialize(value) : "null");
    }

    static void AddBytes(ScriptHost host)
    {
        host.Function("stringToBase64", c => Convert.ToBase64String(Encoding.UTF8.GetBytes(c.Text(0))));
        host.Function("bytesFromString", c => NetTypes.Of(Encoding.UTF8.GetBytes(c.Text(0))));
        foreach (var name in (ReadOnlySpan<string>)["bytesFromBase64", "streamToBytes"]) host.Function(name, c => NetTypes.Of(NetTypes.ToBytes(c, 0)));
        foreach (var name in (ReadOnlySpan<string>)["bytesToString", "stringFromBase64"]) host.Function(name, c => Encoding.UTF8.GetString(NetTypes.ToBytes(c, 0)));
        foreach (var name in (ReadOnlySpan<string>)["bytesToBase64", "streamToBase64"]) host.Function(name, c => Convert.ToBase64String(NetTypes.ToBytes(c, 0)));
    }

    static void AddIds(ScriptHost host)
    {
        host.Function("newGuid", c => NetTypes.Of(NetTypes.NewGuid(c)));
        host.Function("parseGuid", c => NetTypes.Of(NetTypes.ToGuid(c, 0)));
        foreach (var name in (ReadOnlySpan<string>)["newGuidString", "getGuidString"]) host.Function(name, c => NetTypes.NewGuid(c).ToString());
        foreach (var name in (ReadOnlySpan<string>)["newShortGuid", "getShortGuid"])
            host.Function(name, c => Convert.ToBase64String(NetTypes.NewGuid(c).ToByteArray()).Replace('/', '_').Replace('+', '-')[..22]);
    }

    static ScriptScope Scope(ScriptCall call) => (ScriptScope)call.Context!;

    static Elements.Execution X(ScriptCall call) => Scope(call).Execution;

    static JsValue Emit(ScriptCall call, Change change)
    {
        X(call).Emit(change);
        return JsValue.Undefined;
    }

    static JsValue Remember(ScriptCall call, IReadOnlyList<JsonElement> outcomes)
    {
        X(call).Remember("outcomes", Values.Of(outcomes));
        return JsValue.Undefined;
    }

    static string? TextOrNull(JsValue value) => value.IsNullish ? null : value.TryGetText(out var text) ? text : value.ToString();
}
