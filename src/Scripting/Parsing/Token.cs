namespace Lendflow.Scripting.Parsing;

internal enum TokenKind : byte
{
    End,
    Name,
    Keyword,
    Punctuator,
    Number,
    String,
    Template,
    Regex,
}

/// <summary>A token. <paramref name="Text"/> is the name, the punctuator, the string's value, the template chunk or the
/// regular expression's pattern.</summary>
/// <param name="Extra">Flags of a regular expression; "`" or "${" after a template chunk.</param>
/// <param name="HasEscape">A name written with an escape is never a keyword; a string with one is no "use strict".</param>
internal readonly record struct Token(
    TokenKind Kind, string Text, int Start, int End, bool AfterNewline, double Number = 0, string Extra = "", bool HasEscape = false)
{
    internal bool Is(string punctuator) => Kind == TokenKind.Punctuator && Text == punctuator;

    internal bool IsKeyword(string keyword) => Kind == TokenKind.Keyword && Text == keyword;

    internal bool IsName(string name) => Kind == TokenKind.Name && Text == name && !HasEscape;
}

/// <summary>A mistake in the source; caught where parsing starts.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always carries a position.")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves this assembly.")]
internal sealed class SourceException(string message, int position) : Exception(message)
{
    internal int Position => position;
}
