using System.Text.Json;
using Lendflow.Engine.Virtual;

namespace Lendflow.Engine.Tests.Conformance;

/// <summary>What the real Elsa did with definitions, if it lies beside this repository (<c>../shared/elsa</c>, or
/// <c>LENDFLOW_SHARED</c>). Third-party definitions are not part of the product, so a clone alone does not have them.</summary>
static class ElsaExpectations
{
    static readonly string? Folder = Find();

    public static string? WhyNot => Folder is null ? "Elsa's expectations are not beside this repository (set LENDFLOW_SHARED)." : null;

    public static IReadOnlyDictionary<string, Entry> Entries { get; } =
        Folder is null ? new Dictionary<string, Entry>() : new[] { "probes", "corpus" }.SelectMany(Read).ToDictionary(e => e.Out);

    /// <summary>The definitions that ran, each file once.</summary>
    public static IEnumerable<string> Files => Folder is null ? [] : new[] { "probes", "corpus" }.SelectMany(f => Directory.GetFiles(Path.Combine(Folder, f), "*.json")).Where(f => !f.EndsWith("manifest.json")).Order();

    /// <summary>The catalogue of the real Elsa's registry, a type each.</summary>
    public static IEnumerable<JsonElement> ActivityTypes => File.ReadLines(Path.Combine(Folder!, "activity-types.jsonl")).Select(l => JsonSerializer.Deserialize<JsonElement>(l));

    public static string Expected(Entry entry) => File.ReadAllText(Path.Combine(Folder!, "expected", entry.Out));

    public static RunRequest Request(Entry entry) => ManifestEntry.ToRequest(entry.Json, name => File.ReadAllBytes(Path.Combine(Folder!, entry.Folder, name)));

    static IEnumerable<Entry> Read(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, folder, "manifest.json")));
        return [.. manifest.RootElement.EnumerateArray().Select(e => new Entry(folder, e.GetProperty("out").GetString()!, e.Clone()))];
    }

    static string? Find()
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Workflow.sln"))) root = Path.GetDirectoryName(root);
        var shared = Environment.GetEnvironmentVariable("LENDFLOW_SHARED") ?? Path.Combine(root ?? ".", "..", "shared");
        var elsa = Path.Combine(shared, "elsa");
        return Directory.Exists(Path.Combine(elsa, "expected")) ? elsa : null;
    }

    public sealed record Entry(string Folder, string Out, JsonElement Json);
}

/// <summary>Skipped, with the reason, where the expectations are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class ElsaTheoryAttribute : TheoryAttribute
{
    public ElsaTheoryAttribute() => Skip = ElsaExpectations.WhyNot!;
}

/// <inheritdoc cref="ElsaTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
sealed class ElsaFactAttribute : FactAttribute
{
    public ElsaFactAttribute() => Skip = ElsaExpectations.WhyNot!;
}
