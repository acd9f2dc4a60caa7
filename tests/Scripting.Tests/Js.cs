namespace Lendflow.Scripting.Tests;

/// <summary>Runs scripts for tests.</summary>
internal static class Js
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 9, 10, 30, 15, 250, TimeSpan.Zero);

    internal static readonly ScriptHost BareHost = new();

    internal static Script Parse(string source)
    {
        var script = Script.Parse(source, out var error);
        return script ?? throw new InvalidOperationException($"{error} in {source}");
    }

    internal static ScriptResult Run(string source, ScriptLimits? limits = null, ScriptHost? host = null, object? context = null, ulong seed = 1) =>
        Parse(source).Run(host ?? BareHost, context, limits ?? ScriptLimits.Default, Now, seed);

    internal static JsValue Value(string source, ScriptHost? host = null, object? context = null) => Run(source, null, host, context) switch
    {
        ScriptResult.Value value => value.Result,
        ScriptResult.Failed failed => throw new InvalidOperationException($"{failed.Error} in {source}"),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The result as JSON text; "undefined" for undefined.</summary>
    internal static string Json(string source, ScriptHost? host = null, object? context = null)
    {
        var json = Value(source, host, context).ToJson();
        return json.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "undefined" : json.GetRawText();
    }

    internal static ScriptError Error(string source, ScriptLimits? limits = null, ScriptHost? host = null) =>
        Run(source, limits, host) is ScriptResult.Failed failed
            ? failed.Error
            : throw new InvalidOperationException($"Expected a failure of {source}");
}
