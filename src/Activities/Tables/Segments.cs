namespace Lendflow.Activities.Tables;

/// <summary>Kinds of borrowers: <c>individual</c> (individual business), <c>micro</c> and <c>small</c>.</summary>
public static class Segments
{
    public static IReadOnlyList<string> All { get; } = ["individual", "micro", "small"];
}
