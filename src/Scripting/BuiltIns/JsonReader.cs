using System.Text;

namespace Lendflow.Scripting.BuiltIns;

/// <summary>JSON.parse: the grammar of RFC 8259 and nothing beyond it.</summary>
internal sealed class JsonReader(Machine machine, string text)
{
    private const int MaximumDepth = 200;

    private int _at;
    private int _depth;

    internal JsValue Read()
    {
        var value = ReadValue();
        SkipBlank();
        return _at == text.Length ? value : throw Unexpected();
    }

    private char Current => _at < text.Length ? text[_at] : '\0';

    private JsThrow Unexpected() => machine.SyntaxError(_at >= text.Length
        ? "Unexpected end of JSON input"
        : $"Unexpected token '{text[_at]}' in JSON at position {_at}");

    private void SkipBlank()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private JsValue ReadValue()
    {
        machine.Step();
        SkipBlank();
        switch (Current)
        {
            case '{': return Nested(ReadObject);
            case '[': return Nested(ReadArray);
            case '"': return ReadText();
            case 't': return ReadWord("true", true);
            case 'f': return ReadWord("false", false);
            case 'n': return ReadWord("null", JsValue.Null);
            default: return ReadNumber();
        }
    }

    private JsValue Nested(Func<JsValue> read)
    {
        if (++_depth > MaximumDepth)
            throw machine.RangeError($"Expected JSON nested at most {MaximumDepth} deep, but it is deeper");
        machine.Allocate(JsObject.ObjectBytes);
        _at++;
        var value = read();
        _depth--;
        return value;
    }

    private JsValue ReadObject()
    {
        var result = new JsObject();
        SkipBlank();
        if (Take('}'))
            return JsValue.Of(result);
        do
        {
            SkipBlank();
            if (Current != '"')
                throw Unexpected();
            var key = ReadText();
            SkipBlank();
            if (!Take(':'))
                throw Unexpected();
            machine.Allocate(JsObject.PropertyBytes);
            result.Define(key, ReadValue());
            SkipBlank();
        }
        while (Take(','));
        return Take('}') ? JsValue.Of(result) : throw Unexpected();
    }

    private JsValue ReadArray()
    {
        var result = new JsArray();
        SkipBlank();
        if (Take(']'))
            return JsValue.Of(result);
        do
        {
            result.Push(machine, ReadValue());
            SkipBlank();
        }
        while (Take(','));
        return Take(']') ? JsValue.Of(result) : throw Unexpected();
    }

    private bool Take(char c)
    {
        if (Current != c || _at >= text.Length)
            return false;
        _at++;
        return true;
    }

    private JsValue ReadWord(string word, JsValue value)
    {
        foreach (var c in word)
        {
            if (!Take(c))
                throw Unexpected();
        }

        return value;
    }

    private JsValue ReadNumber()
    {
        var start = _at;
        Take('-');
        if (!Take('0') && ReadDigits() == 0)
            throw Unexpected();
        if (Take('.') && ReadDigits() == 0)
            throw Unexpected();
        if (Current is 'e' or 'E')
        {
            _at++;
            if (Current is '+' or '-')
                _at++;
            if (ReadDigits() == 0)
                throw Unexpected();
        }

        return NumberText.ParseDecimalPrefix(text.AsSpan(start, _at - start), out _);
    }

    private int ReadDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
            _at++;
        return _at - start;
    }

    private string ReadText()
    {
        _at++;
        var start = _at;
        var simple = text.AsSpan(start).IndexOfAny('"', '\\');
        if (simple >= 0 && text[start + simple] == '"' && text.AsSpan(start, simple).IndexOfAnyInRange('\0', '\u001F') < 0)
        {
            _at = start + simple + 1;
            machine.Allocate(2 * simple);
            return text.Substring(start, simple);
        }

        return ReadEscapedText();
    }

    private string ReadEscapedText()
    {
        var result = new StringBuilder();
        while (Current != '"')
        {
            if (_at >= text.Length || Current < ' ')
                throw Unexpected();
            if (Take('\\'))
                result.Append(ReadEscape());
            else
                result.Append(text[_at++]);
        }

        _at++;
        machine.Allocate(2 * result.Length);
        return result.ToString();
    }

    private char ReadEscape()
    {
        var c = Current switch
        {
            '"' or '\\' or '/' => Current,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadUnit(),
            _ => throw Unexpected(),
        };
        _at++;
        return c;
    }

    private char ReadUnit()
    {
        var unit = 0;
        for (var i = 0; i < 4; i++)
        {
            _at++;
            if (!char.IsAsciiHexDigit(Current))
                throw Unexpected();
            unit = (unit * 16) + Convert.ToInt32(Current.ToString(), 16);
        }

        return (char)unit;
    }
}
