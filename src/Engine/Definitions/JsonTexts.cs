using System.Text.Json;

namespace Lendflow.Engine.Definitions;

/// <summary>Texts in JSON that are no Unicode: <c>"\ud800"</c> is half a character. JSON allows them, nothing else does.</summary>
public static class JsonTexts
{
    /// <summary>Whether every text can be read. The JSON itself must be well formed; comments and trailing commas are allowed.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return true;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Limits.DefinitionDepth });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
