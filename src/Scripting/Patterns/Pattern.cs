namespace Lendflow.Scripting.Patterns;

internal sealed class Pattern
{
    internal static Pattern? TryCompile(string source, string flags, out string problem)
    {
        problem = "regular expressions are not supported yet";
        return null;
    }
}
