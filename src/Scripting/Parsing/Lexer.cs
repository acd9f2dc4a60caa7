using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Lendflow.Scripting.Parsing;

/// <summary>Turns source into tokens on demand: only the parser knows whether a slash divides or starts a regular expression.</summary>
internal sealed class Lexer(string source)
{
    // Longest first, so that the first match is the right one.
    private static readonly string[] Punctuators =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "#",
    ];

    private static readonly FrozenSet<string> Keywords = new[]
    {
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends",
        "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super", "switch", "this",
        "throw", "true", "try", "typeof", "var", "void", "while", "with",
    }.ToFrozenSet(StringComparer.Ordinal);

    private int _at;

    internal int Position
    {
        get => _at;
        set => _at = value;
    }

    private char Current => _at < source.Length ? source[_at] : '\0';

    private char Ahead(int offset) => _at + offset < source.Length ? source[_at + offset] : '\0';

    internal Token Next()
    {
        var newline = SkipBlank();
        var start = _at;
        if (_at >= source.Length)
            return new Token(TokenKind.End, "end of script", start, start, newline);
        var c = Current;
        if (IsNameStart(c) || c == '\\')
            return ReadName(newline);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Ahead(1))))
            return ReadNumber(newline);
        if (c is '"' or '\'')
            return ReadString(newline);
        if (c == '`')
        {
            _at++;
            return ReadTemplate(start, newline);
        }

        return ReadPunctuator(newline);
    }

    private Token ReadPunctuator(bool newline)
    {
        var start = _at;
        foreach (var punctuator in Punctuators)
        {
            if (string.CompareOrdinal(source, start, punctuator, 0, punctuator.Length) != 0)
                continue;
            // a?.5:1 is a conditional
            if (punctuator == "?." && char.IsAsciiDigit(Ahead(2)))
                continue;
            _at += punctuator.Length;
            return new Token(TokenKind.Punctuator, punctuator, start, _at, newline);
        }

        throw new SourceException($"Unexpected character '{Current}'", start);
    }

    /// <summary>True when a line ended on the way.</summary>
    private bool SkipBlank()
    {
        var newline = false;
        while (_at < source.Length)
        {
            var c = source[_at];
            if (IsLineEnd(c))
                newline = true;
            else if (c == '/' && Ahead(1) == '/')
                SkipToLineEnd();
            else if (c == '/' && Ahead(1) == '*')
                newline |= SkipComment();
            else if (!NumberText.WhiteSpace.Contains(c, StringComparison.Ordinal))
                break;
            _at++;
        }

        return newline;
    }

    private void SkipToLineEnd()
    {
        while (_at + 1 < source.Length && !IsLineEnd(source[_at + 1]))
            _at++;
    }

    private bool SkipComment()
    {
        var end = source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            throw new SourceException("Expected */ at the end of the comment, but the script ends", _at);
        var newline = source.AsSpan(_at, end - _at).IndexOfAny("\n\r\u2028\u2029") >= 0;
        _at = end + 1;
        return newline;
    }

    private Token ReadName(bool newline)
    {
        var start = _at;
        var hasEscape = false;
        var name = new StringBuilder();
        while (IsNamePart(Current) || Current == '\\')
        {
            if (Current == '\\')
            {
                hasEscape = true;
                _at++;
                if (Current != 'u')
                    throw new SourceException("Expected a unicode escape in the name", _at);
                var code = ReadEscapedCodePoint();
                if (code < 0x10000 && (char.IsSurrogate((char)code) || !IsNamePart((char)code)))
                    throw new SourceException("Expected a letter behind the escape in the name", _at);
                AppendCodePoint(name, code);
                continue;
            }

            name.Append(source[_at++]);
        }

        var text = string.Intern(name.ToString());
        var kind = !hasEscape && Keywords.Contains(text) ? TokenKind.Keyword : TokenKind.Name;
        return new Token(kind, text, start, _at, newline, HasEscape: hasEscape);
    }

    private Token ReadNumber(bool newline)
    {
        var start = _at;
        var radix = Current == '0' ? NumberText.RadixOf(Ahead(1)) : 0;
        var from = radix > 0 ? start + 2 : start;
        _at = from;
        var hasPoint = false;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_' || (Current == '.' && radix == 0 && !hasPoint) || (Current is '+' or '-' && radix == 0 && source[_at - 1] is 'e' or 'E'))
            hasPoint |= source[_at++] is '.' or 'e' or 'E';
        var text = source[from.._at];
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var value = radix > 0 ? NumberText.ParseDigits(digits, radix, out var used) : NumberText.ParseDecimalPrefix(digits, out used);
        var isLegacyOctal = radix == 0 && digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
        if (used != digits.Length || used == 0 || isLegacyOctal || text.EndsWith('_') || text.Contains("__", StringComparison.Ordinal))
            throw new SourceException($"Expected a number, but got {source[start.._at]}", start);
        return new Token(TokenKind.Number, text, start, _at, newline, value);
    }

    private Token ReadString(bool newline)
    {
        var start = _at;
        var quote = source[_at++];
        var hasEscape = false;
        var text = new StringBuilder();
        while (Current != quote || _at >= source.Length)
        {
            if (_at >= source.Length || Current is '\n' or '\r')
                throw new SourceException($"Expected {quote} at the end of the string, but the line ends", start);
            if (Current == '\\')
            {
                hasEscape = true;
                ReadEscape(text);
            }
            else
            {
                text.Append(source[_at++]);
            }
        }

        _at++;
        return new Token(TokenKind.String, text.ToString(), start, _at, newline, HasEscape: hasEscape);
    }

    /// <summary>A chunk of a template, from behind the ` or } to the next ` or ${ inclusive.</summary>
    internal Token ReadTemplate(int start, bool newline = false)
    {
        var text = new StringBuilder();
        while (_at < source.Length)
        {
            switch (source[_at])
            {
                case '`':
                    _at++;
                    return new Token(TokenKind.Template, text.ToString(), start, _at, newline, Extra: "`");
                case '$' when Ahead(1) == '{':
                    _at += 2;
                    return new Token(TokenKind.Template, text.ToString(), start, _at, newline, Extra: "${");
                case '\\':
                    ReadEscape(text);
                    break;
                case '\r':
                    text.Append('\n');
                    _at += Ahead(1) == '\n' ? 2 : 1;
                    break;
                default:
                    text.Append(source[_at++]);
                    break;
            }
        }

        throw new SourceException("Expected ` at the end of the template, but the script ends", start);
    }

    private void ReadEscape(StringBuilder text)
    {
        _at++;
        var c = Current;
        switch (c)
        {
            case 'u' or 'x':
                AppendCodePoint(text, ReadEscapedCodePoint());
                return;
            case '\r' when Ahead(1) == '\n':
                _at += 2;
                return;
            case '0' when !char.IsAsciiDigit(Ahead(1)):
                text.Append('\0');
                break;
            case >= '0' and <= '9':
                throw new SourceException("Octal escapes are not supported", _at);
            default:
                if (!IsLineEnd(c))
                    text.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', _ => c });
                break;
        }

        _at++;
    }

    private static void AppendCodePoint(StringBuilder text, int codePoint)
    {
        // A lone surrogate is a legal string element.
        if (codePoint < 0x10000)
            text.Append((char)codePoint);
        else
            text.Append(char.ConvertFromUtf32(codePoint));
    }

    /// <summary>At the u or x of \uHHHH, \u{H…} or \xHH; leaves behind it.</summary>
    private int ReadEscapedCodePoint()
    {
        var start = _at;
        var digits = source.AsSpan(_at + 1);
        if (Current == 'u' && Ahead(1) == '{' && digits.IndexOf('}') is var close and > 1)
        {
            digits = digits[1..close];
            _at += close + 2;
        }
        else
        {
            var count = Current == 'u' ? 4 : 2;
            digits = digits[..Math.Min(count, digits.Length)];
            if (digits.Length < count)
                throw new SourceException("Invalid escape", start);
            _at += count + 1;
        }

        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 0x10FFFF
            ? value
            : throw new SourceException("Invalid escape", start);
    }

    /// <summary>A regular expression that starts at the slash given.</summary>
    internal Token ReadRegex(int start, bool newline)
    {
        var inClass = false;
        for (_at = start + 1; Current != '/' || inClass; _at++)
        {
            if (_at >= source.Length || IsLineEnd(Current))
                throw new SourceException("Expected / at the end of the regular expression, but the line ends", start);
            inClass = Current == '[' || (inClass && Current != ']');
            if (Current == '\\')
                _at++;
        }

        var pattern = source[(start + 1).._at++];
        var flags = _at;
        while (IsNamePart(Current))
            _at++;
        return new Token(TokenKind.Regex, pattern, start, _at, newline, Extra: source[flags.._at]);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '$' or '_' || (c > 127 && (char.IsLetter(c) || char.IsSurrogate(c)));

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c) || (c > 127
        && (c is '\u200C' or '\u200D' || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation));

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';
}
