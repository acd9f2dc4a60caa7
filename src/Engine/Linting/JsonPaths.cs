using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Lendflow.Engine.Linting;

/// <summary>Finds the JSON path of a part of a definition by where its text begins in the definition's text.</summary>
sealed class JsonPaths
{
    readonly JsonElement root;
    readonly Dictionary<long, string> byOffset = [];

    public JsonPaths(JsonElement root)
    {
        this.root = root;
        Walk(root, "$");
    }

    /// <summary>Null for what is not a part of the definition.</summary>
    public string? Of(JsonElement part) => part.ValueKind == JsonValueKind.Undefined ? null : byOffset.GetValueOrDefault(Offset(part));

    void Walk(JsonElement element, string path)
    {
        byOffset.TryAdd(Offset(element), path);
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject()) Walk(property.Value, $"{path}.{property.Name}");
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray()) Walk(item, $"{path}[{index++}]");
        }
    }

    /// <summary>Both texts lie in one array, or the part is of another definition and its offset means nothing to us.</summary>
    long Offset(JsonElement part) =>
        Unsafe.ByteOffset(ref MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(root)), ref MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(part)));
}
