namespace Lendflow.Engine.Definitions;

/// <summary>Something a person has to correct.</summary>
/// <param name="Path">Where, as a JSON path from the root (<c>$.root.activities[2].text</c>).</param>
/// <param name="Message">What, in the form "Expected …, but …".</param>
public sealed record Problem(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
