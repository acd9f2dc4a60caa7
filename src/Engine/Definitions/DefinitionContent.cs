using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lendflow.Engine.Definitions;

/// <summary>What was drawn, told apart from which version it is.</summary>
public static class DefinitionContent
{
    /// <summary>Members that say which version it is, not what it does; designers send them along as they last saw them.</summary>
    static readonly HashSet<string> Identity = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "links",
    };

    /// <summary>The same for two definitions that draw the same, whatever their ids, version and flags.</summary>
    /// <returns>64 hexadecimal digits: SHA-256 of the JSON without the members that identify the version.</returns>
    public static string Hash(JsonElement source)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in source.EnumerateObject().Where(m => !Identity.Contains(m.Name))) member.WriteTo(writer);
            writer.WriteEndObject();
        }
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
