using System.Text.Json;

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

    /// <summary>The result as JSON text, "undefined", "function", or "throws " and the kind of error: comparable across engines.</summary>
    internal static string Outcome(string source)
    {
        if (Script.Parse(source, out _) is not { } script)
            return "throws SyntaxError";
        return script.Run(BareHost, null, ScriptLimits.Default, Now, 1) switch
        {
            ScriptResult.Value { Result.IsFunction: true } => "function",
            ScriptResult.Value value => Text(value.Result),
            ScriptResult.Failed { Error.Kind: ScriptErrorKind.Thrown } failed => failed.Error.Message == "text" ? "throws a value" : "throws Error",
            ScriptResult.Failed failed => "throws " + failed.Error.Kind,
            _ => "",
        };
    }

    private static string Text(JsValue value)
    {
        if (!value.TryToJson(out var json, out var problem))
            return problem;
        return json.ValueKind == JsonValueKind.Undefined ? "undefined" : Normal(json.GetRawText());
    }

    /// <summary>The same JSON spelled the same way; other texts stay.</summary>
    internal static string Normal(string outcome)
    {
        try
        {
            return JsonSerializer.Serialize(JsonElement.Parse(outcome));
        }
        catch (JsonException)
        {
            return outcome;
        }
    }

    /// <summary>The result as JSON text; "undefined" for undefined.</summary>
    internal static string Json(string source, ScriptHost? host = null, object? context = null)
    {
        var json = Value(source, host, context).ToJson();
        return json.ValueKind == JsonValueKind.Undefined ? "undefined" : json.GetRawText();
    }

    internal static ScriptError Error(string source, ScriptLimits? limits = null, ScriptHost? host = null) =>
        Run(source, limits, host) is ScriptResult.Failed failed
            ? failed.Error
            : throw new InvalidOperationException($"Expected a failure of {source}");
}
