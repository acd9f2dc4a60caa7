using System.Text.Json;
using Lendflow.Engine.Graphs;

namespace Lendflow.Host.Cases;

/// <summary>What people call the steps of a flow, in both languages: their labels on the canvas.</summary>
sealed class StepNames(Graph graph)
{
    readonly Dictionary<string, Node> _byPath = graph.Nodes.ToDictionary(n => n.Path);

    public Node? Find(string path) => _byPath.GetValueOrDefault(path);

    public string Title(string path) => Find(path)?.Label ?? path;

    public string TitleZh(string path) =>
        Find(path) is { Source.ValueKind: JsonValueKind.Object } node
        && node.Source.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("displayTextZh", out var text) && text.GetString() is { Length: > 0 } title
            ? title
            : Title(path);
}
