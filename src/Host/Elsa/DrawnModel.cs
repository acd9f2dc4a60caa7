using System.Text.Json.Nodes;

namespace Lendflow.Host.Elsa;

/// <summary>A definition on its way to Studio and back carries the content it was opened with, so that a save can be refused when
/// somebody else has saved since. Studio keeps custom properties as they are.</summary>
static class DrawnModel
{
    const string Token = "openedContent";

    public static void Mark(JsonObject customProperties, string content) => customProperties[Token] = content;

    /// <summary>What is to be kept of a model that Studio sends, and the content it was opened with; null when it carries none.</summary>
    public static (JsonObject Model, string? Opened) Read(JsonObject sent)
    {
        var model = (JsonObject)ActivityTree.Restore(sent)!;
        foreach (var answerOnly in AnswerOnly) model.Remove(answerOnly);
        if (model["customProperties"] is not JsonObject properties)
        {
            if (ActivityTree.Text(model, "definitionId") is not { Length: > 0 }) model["customProperties"] = OfNewFlow();
            return (model, null);
        }
        var opened = ActivityTree.Text(properties, Token);
        properties.Remove(Token);
        return (model, opened);
    }

    /// <summary>What is to be kept of a file: everything its author wrote.</summary>
    public static JsonObject ReadFile(JsonObject sent)
    {
        var file = sent.DeepClone().AsObject();
        foreach (var answerOnly in AnswerOnly) file.Remove(answerOnly);
        (file["customProperties"] as JsonObject)?.Remove(Token);
        return file;
    }

    static readonly string[] AnswerOnly = ["links", "isMaterializerAvailable"];

    /// <summary>A flow that begins here runs with tokens: rework loops are safe in them. Copies keep the mode of what they copy, imports Elsa's.</summary>
    static JsonObject OfNewFlow() => new() { ["flowMode"] = "Token" };
}
