namespace Lendflow.Scripting.Values;

/// <summary>The only symbol scripts know is <c>Symbol.iterator</c>; as a property key it is a string no source can spell by accident.</summary>
internal sealed class JsSymbol(string key, string description)
{
    internal static readonly JsSymbol Iterator = new("\0Symbol.iterator", "Symbol.iterator");

    internal string Key => key;

    internal string Description => description;
}
