using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lendflow.Host.Tests.Elsa;

/// <summary>Whether answers say what the recorded ones said: the same words, numbers, flags and lists in the same order. Ids are ours; one that
/// stood at several places must stand at all of them again.</summary>
sealed partial class AnswerMeaning
{
    readonly Dictionary<string, string> _ours = [];

    /// <summary>A text of the recording as we would write it.</summary>
    public string Ours(string recorded) => RecordedId().Replace(recorded, id => _ours.GetValueOrDefault(id.Value, id.Value));

    /// <returns>Each as <c>$.path: what was recorded -> what is answered</c>.</returns>
    public IEnumerable<string> Differences(JsonElement recorded, JsonElement ours) => Differences(recorded, ours, "$");

    IEnumerable<string> Differences(JsonElement recorded, JsonElement ours, string path) => (recorded.ValueKind, ours.ValueKind) switch
    {
        (JsonValueKind.Array, JsonValueKind.Array) when path.EndsWith(".links", StringComparison.Ordinal) => OfRights(ByName(recorded), ByName(ours), path),
        (JsonValueKind.Object, JsonValueKind.Object) => recorded.EnumerateObject().SelectMany(member => ours.TryGetProperty(member.Name, out var value)
            ? Differences(member.Value, value, $"{path}.{member.Name}")
            : [$"{path}.{member.Name}: {member.Value.GetRawText()} -> nothing"]),
        (JsonValueKind.Array, JsonValueKind.Array) when recorded.GetArrayLength() == ours.GetArrayLength() =>
            recorded.EnumerateArray().Zip(ours.EnumerateArray()).SelectMany(pair => Differences(pair.First, pair.Second, $"{path}[]")),
        (JsonValueKind.String, JsonValueKind.String) when SaysTheSame(recorded.GetString()!, ours.GetString()!) => [],
        _ when recorded.GetRawText() == ours.GetRawText() => [],
        _ => [$"{path}: {recorded.GetRawText()} -> {ours.GetRawText()}"],
    };

    /// <summary>Links are rights, whatever their order.</summary>
    IEnumerable<string> OfRights(Dictionary<string, JsonElement> recorded, Dictionary<string, JsonElement> ours, string path) =>
        recorded.Keys.Except(ours.Keys).Select(name => $"{path}: '{name}' -> nothing").Concat(ours.Keys.Except(recorded.Keys).Select(name => $"{path}: nothing -> '{name}'"))
            .Concat(recorded.Where(link => ours.ContainsKey(link.Key)).SelectMany(link => Differences(link.Value, ours[link.Key], $"{path}[]")));

    static Dictionary<string, JsonElement> ByName(JsonElement links) => links.EnumerateArray().ToDictionary(link => link.Text("rel")!);

    bool SaysTheSame(string recorded, string ours)
    {
        if (Moment().IsMatch(recorded)) return Moment().IsMatch(ours);
        if (RecordedId().Match(recorded).Length == recorded.Length && !_ours.ContainsValue(ours)) _ours.TryAdd(recorded, ours);
        return Ours(recorded) == ours;
    }

    [GeneratedRegex("[0-9a-f]{16}")]
    private static partial Regex RecordedId();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT")]
    private static partial Regex Moment();
}
