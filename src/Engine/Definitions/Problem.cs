namespace Lendflow.Engine.Definitions;

/// <summary>Something a person has to correct.</summary>
/// <param name="Path">Where, as a JSON path from the root (<c>$.root.activities[2].text</c>).</param>
/// <param name="Message">What, in the form "Expected …, but …".</param>
public sealed record Problem(string Path, string Message)
{
    /// <summary>Name of what is wrong, as checks before publication list it.</summary>
    public string Code { get; init; } = "not-a-definition";

    /// <summary>The message in Chinese; null when there is none.</summary>
    public string? MessageZh { get; init; }

    public override string ToString() => $"{Path}: {Message}";
}
