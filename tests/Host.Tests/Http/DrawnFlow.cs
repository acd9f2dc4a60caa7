using System.Text.Json.Nodes;

namespace Lendflow.Host.Tests.Http;

/// <summary>A published sequence for a test, begun by an endpoint. Inputs that begin with <c>js:</c> are scripts, nodes are members as they are.</summary>
static class DrawnFlow
{
    public static JsonObject Step(string id, string type, params (string Name, object Value)[] inputs)
    {
        var step = new JsonObject { ["id"] = id, ["type"] = $"Elsa.{type}", ["version"] = 1 };
        foreach (var (name, value) in inputs) step[name] = value as JsonNode ?? Expression(value);
        return step;
    }

    public static JsonObject Endpoint(string path, string methods = "POST", params (string, object)[] more) =>
        Step("in", "HttpEndpoint", [("path", path), ("supportedMethods", $"[\"{methods}\"]"), ("canStartWorkflow", JsonValue.Create(true)), .. more]);

    public static JsonObject Respond(string content, string status = "OK", params (string, object)[] more) =>
        Step("out", "WriteHttpResponse", [("content", content), ("statusCode", status), .. more]);

    public static string Of(string name, params JsonObject[] steps) => new JsonObject
    {
        ["definitionId"] = name,
        ["name"] = name,
        ["isPublished"] = true,
        ["root"] = new JsonObject { ["id"] = "seq", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(steps) },
    }.ToJsonString();

    static JsonObject Expression(object value)
    {
        var script = value is string text && text.StartsWith("js:", StringComparison.Ordinal) ? text[3..] : null;
        return new JsonObject
        {
            ["typeName"] = "Object",
            ["expression"] = new JsonObject { ["type"] = script is null ? "Literal" : "JavaScript", ["value"] = JsonValue.Create(script ?? value) },
        };
    }
}
