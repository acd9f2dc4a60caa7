using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.HumanTasks.Authority;

/// <summary>Segregation of duties as a flow declares it once, in its custom property <c>fourEyes</c>: sets of steps, each to be
/// done by different people, for example <c>[{"name":"maker-checker","steps":["submit","case-owner","dueDiligence","approval"]}]</c>.
/// <c>submit</c> is handing in the application, <c>case-owner</c> owning the case; all others are ids of steps.</summary>
public sealed record FourEyesRules(IReadOnlyList<FourEyesSet> Sets)
{
    /// <summary>The name of the custom property.</summary>
    public const string Property = "fourEyes";

    /// <summary>Reads the custom property; unset means no rules. Every problem at once.</summary>
    public static FourEyesRules Read(JsonElement declared, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        problems = found;
        if (declared.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return new FourEyesRules([]);
        if (declared.ValueKind == JsonValueKind.Array) return new FourEyesRules([.. declared.EnumerateArray().Select((set, i) => ReadSet(set, $"{Property}[{i}]", found)).OfType<FourEyesSet>()]);
        found.Add(new Problem(Property, $"Expected a list of sets of steps, but found {declared.ValueKind}."));
        return new FourEyesRules([]);
    }

    /// <summary>The steps whose actors may not do a step.</summary>
    public IReadOnlyList<string> DistinctFrom(string step) =>
        [.. Sets.Where(set => set.Steps.Contains(step)).SelectMany(set => set.Steps).Where(other => other != step).Distinct()];

    static FourEyesSet? ReadSet(JsonElement set, string path, List<Problem> problems)
    {
        if (set.ValueKind == JsonValueKind.Object && set.TryGetProperty("steps", out var steps) && steps.ValueKind == JsonValueKind.Array
            && steps.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String) && steps.GetArrayLength() >= 2)
            return new FourEyesSet(set.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : path, [.. steps.EnumerateArray().Select(s => s.GetString()!)]);
        problems.Add(new Problem(path, "Expected an object with steps, a list of two or more step ids, but found something else."));
        return null;
    }
}

/// <summary>Steps that different people must do.</summary>
public sealed record FourEyesSet(string Name, IReadOnlyList<string> Steps);
