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
        AddWorkflow(host);
        AddVariables(host);
        AddOutcomes(host);
        AddText(host);
        AddIds(host);
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
        host.Function("toJson", c => JsonSerializer.Serialize(c.Json(0)));
        host.Function("stringToBase64", c => Convert.ToBase64String(Encoding.UTF8.GetBytes(c.Text(0))));
        host.Function("stringFromBase64", c => Convert.TryFromBase64String(c.Text(0), new byte[c.Text(0).Length], out _)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(c.Text(0)))
            : throw new ScriptException("Expected a Base64 text, but it is not."));
    }

    static void AddIds(ScriptHost host)
    {
        ScriptFunction guid = c => NewGuid(c).ToString();
        ScriptFunction shortGuid = c => Convert.ToBase64String(NewGuid(c).ToByteArray()).Replace('/', '_').Replace('+', '-')[..22];
        foreach (var name in (ReadOnlySpan<string>)["newGuid", "newGuidString", "getGuidString"]) host.Function(name, guid);
        foreach (var name in (ReadOnlySpan<string>)["newShortGuid", "getShortGuid"]) host.Function(name, shortGuid);
        host.Function("parseGuid", c => Guid.TryParse(c.Text(0), out var parsed) ? parsed.ToString() : throw new ScriptException($"Expected a GUID, but got '{c.Text(0)}'."));
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

    static Guid NewGuid(ScriptCall call)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 16; i++) bytes[i] = (byte)(call.NextRandom() * 256);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
