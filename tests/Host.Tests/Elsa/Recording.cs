using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>A request that the genuine Elsa Studio made, and an answer that satisfied it.</summary>
/// <param name="Situation">The number of the file it is in, as in <c>02-editor-open</c>.</param>
/// <param name="Route">Method and route, with the variable parts as <c>{}</c>.</param>
sealed record Recorded(int Situation, string Route, string Method, string Path, string Query, string? Body, int Status, JsonElement Answer);

/// <summary>The recordings beside this repository (<c>../shared/elsa/recorded</c>, or under the folder that <c>LENDFLOW_SHARED</c> names).</summary>
static partial class Recording
{
    /// <summary>Different requests to one route that are replayed; more of them say nothing new.</summary>
    const int OfEachRoute = 4;

    static readonly string Folder = System.IO.Path.Combine(
        Environment.GetEnvironmentVariable("LENDFLOW_SHARED") ?? Structure.Repository.Path("../shared"), "elsa", "recorded");

    static readonly Lazy<IReadOnlyList<Recorded>> Read = new(() => [.. Directory.EnumerateFiles(Folder, "*-*.jsonl").Order(StringComparer.Ordinal).SelectMany(ReadFile)]);

    public static bool IsThere => Directory.Exists(Folder);

    /// <summary>What went well. Failures were played on purpose, to see what Studio does.</summary>
    public static IEnumerable<Recorded> All => Read.Value.Where(r => r.Status < 300);

    public static IEnumerable<string> Routes => All.Select(r => r.Route).Distinct().Order(StringComparer.Ordinal);

    public static IEnumerable<Recorded> Of(string route) => All.Where(r => r.Route == route).DistinctBy(r => (r.Query, r.Body)).Take(OfEachRoute);

    /// <summary>The definition most recordings are about.</summary>
    public static JsonElement Definition(string definitionId) =>
        All.First(r => r.Path.EndsWith($"/by-definition-id/{definitionId}", StringComparison.Ordinal) && r.Status == 200).Answer;

    /// <summary>What one server was asked from its start on, in this order.</summary>
    public static IEnumerable<Recorded> In(IEnumerable<int> situations) => situations.SelectMany(number => Read.Value.Where(r => r.Situation == number));

    static IEnumerable<Recorded> ReadFile(string file)
    {
        var situation = int.Parse(System.IO.Path.GetFileName(file).Split('-')[0], CultureInfo.InvariantCulture);
        return File.ReadLines(file).Select(line => Parse(situation, line)).OfType<Recorded>();
    }

    static Recorded? Parse(int situation, string line)
    {
        var entry = JsonSerializer.Deserialize<JsonElement>(line);
        if (entry.Text("kind") != "http") return null;
        var (request, response) = (entry.GetProperty("request"), entry.GetProperty("response"));
        var status = response.GetProperty("status").GetInt32();
        var (method, path) = (request.Text("method")!, request.Text("path")!);
        var body = request.GetProperty("body");
        return new Recorded(
            situation, $"{method} {RouteOf(path)}", method, path, request.Text("rawQuery") ?? "",
            body.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => body.GetString(), _ => body.GetRawText() },
            status, response.GetProperty("body"));
    }

    static string RouteOf(string path) => Variable().Replace(path["/elsa/api".Length..], "$1{}");

    /// <summary>The segments after these are ids, names and numbers.</summary>
    [GeneratedRegex(@"((?:/workflow-definitions|/by-definition-id|/by-id|/segments|/workflow-instances|/workflow-definition-versions|/descriptors/activities|/options|/retries|/type-definitions|/activity-executions|/revert)/)(?!by-definition-id|by-id|import|validation|subgraph|many-by-id|query|options|list|report)[^/]+")]
    private static partial Regex Variable();
}
