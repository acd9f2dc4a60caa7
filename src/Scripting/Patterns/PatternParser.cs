using System.Globalization;

namespace Lendflow.Scripting.Patterns;

/// <summary>Parses the pattern grammar of ECMAScript, lenient as browsers are unless the flag u is set.</summary>
internal sealed class PatternParser(string source, string flags)
{
    private const int MaximumNesting = 100;
    private const int MaximumRepeat = 10_000;

    private readonly bool _isUnicode = flags.Contains('u', StringComparison.Ordinal);
    private readonly bool _dotMatchesAll = flags.Contains('s', StringComparison.Ordinal);
    private readonly int _totalGroups = CountGroups(source);
    private int _at;
    private int _nesting;

    internal int GroupCount { get; private set; }

    internal List<(string Name, int Group)> GroupNames { get; } = FindNames(source);

    private char Current => _at < source.Length ? source[_at] : '\0';

    private bool IsAtEnd => _at >= source.Length;

    internal PatternNode Parse()
    {
        if (GroupNames.Select(n => n.Name).Distinct().Count() != GroupNames.Count)
            throw new PatternException("Duplicate capture group name");
        var result = ParseAlternatives();
        return IsAtEnd ? result : throw new PatternException("Unmatched ')'");
    }

    private static int CountGroups(string source) => GroupStarts(source).Count();

    /// <summary>Where capturing groups start, in order.</summary>
    private static IEnumerable<int> GroupStarts(string source)
    {
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\\')
                i++;
            else if (c == '[')
                inClass = true;
            else if (c == ']')
                inClass = false;
            else if (c == '(' && !inClass && (i + 1 >= source.Length || source[i + 1] != '?' || IsNamed(source, i)))
                yield return i;
        }
    }

    private static bool IsNamed(string source, int at) =>
        string.CompareOrdinal(source, at, "(?<", 0, 3) == 0 && at + 3 < source.Length && source[at + 3] is not ('=' or '!');

    private static List<(string Name, int Group)> FindNames(string source)
    {
        List<(string, int)> names = [];
        var number = 0;
        foreach (var start in GroupStarts(source))
        {
            number++;
            if (IsNamed(source, start) && source.IndexOf('>', start) is var end and > 0)
                names.Add((source[(start + 3)..end], number));
        }

        return names;
    }

    private PatternNode ParseAlternatives()
    {
        if (++_nesting > MaximumNesting)
            throw new PatternException($"nested more than {MaximumNesting} deep");
        List<PatternNode> choices = [ParseSequence()];
        while (Take("|"))
            choices.Add(ParseSequence());
        _nesting--;
        return choices.Count == 1 ? choices[0] : new PatternNode.Alternatives(choices);
    }

    private PatternNode.Sequence ParseSequence()
    {
        List<PatternNode> parts = [];
        while (!IsAtEnd && Current is not ('|' or ')'))
        {
            var groupsBefore = GroupCount;
            var atom = ParseAtom();
            parts.Add(ParseQuantifier(atom, groupsBefore));
        }

        return new PatternNode.Sequence(parts);
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(source, _at, text, 0, text.Length) != 0)
            return false;
        _at += text.Length;
        return true;
    }

    private PatternNode ParseAtom()
    {
        switch (Current)
        {
            case '^':
                _at++;
                return new PatternNode.Anchor(AnchorKind.Start);
            case '$':
                _at++;
                return new PatternNode.Anchor(AnchorKind.End);
            case '(':
                return ParseGroup();
            case '[':
                _at++;
                return new PatternNode.Characters(ParseClass());
            case '.':
                _at++;
                return new PatternNode.Characters(_dotMatchesAll ? CharacterSet.Everything : CharacterSet.Not(CharacterSet.LineEnds));
            case '\\':
                _at++;
                return ParseEscape();
            case '*' or '+' or '?':
                throw new PatternException("Nothing to repeat");
            case '{' when _isUnicode || TryReadRange(out _, out _):
                throw new PatternException("Nothing to repeat");
            case '}' or ']' when _isUnicode:
                throw new PatternException("Lone quantifier brackets");
            default:
                return new PatternNode.Characters(CharacterSet.Of(ReadCodePoint()));
        }
    }

    private int ReadCodePoint()
    {
        var c = source[_at++];
        if (!_isUnicode || !char.IsHighSurrogate(c) || !char.IsLowSurrogate(Current))
            return c;
        return char.ConvertToUtf32(c, source[_at++]);
    }

    private PatternNode ParseGroup()
    {
        if (Take("(?:"))
            return Close(ParseAlternatives());
        if (Take("(?="))
            return new PatternNode.Look(Close(ParseAlternatives()), IsBehind: false, IsNegated: false);
        if (Take("(?!"))
            return new PatternNode.Look(Close(ParseAlternatives()), IsBehind: false, IsNegated: true);
        if (Take("(?<="))
            return new PatternNode.Look(Close(ParseAlternatives()), IsBehind: true, IsNegated: false);
        if (Take("(?<!"))
            return new PatternNode.Look(Close(ParseAlternatives()), IsBehind: true, IsNegated: true);
        if (Take("(?<"))
            ReadGroupName();
        else if (Take("(?"))
            throw new PatternException("Invalid group");
        else
            _at++;
        var number = ++GroupCount;
        return new PatternNode.Capture(Close(ParseAlternatives()), number);
    }

    private PatternNode Close(PatternNode inner) => Take(")") ? inner : throw new PatternException("Unterminated group");

    private string ReadGroupName()
    {
        var end = source.IndexOf('>', _at);
        var name = end < 0 ? "" : source[_at..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$'))
            throw new PatternException("Invalid capture group name");
        _at = end + 1;
        return name;
    }

    private PatternNode ParseQuantifier(PatternNode atom, int groupsBefore)
    {
        var (minimum, maximum) = (0, (int?)null);
        if (Take("+"))
            minimum = 1;
        else if (Take("?"))
            maximum = 1;
        else if (TryReadRange(out minimum, out maximum))
            _at = source.IndexOf('}', _at) + 1;
        else if (!Take("*"))
            return atom;
        if (atom is PatternNode.Anchor or PatternNode.Look { IsBehind: true } || (_isUnicode && atom is PatternNode.Look))
            throw new PatternException("Nothing to repeat");
        if (maximum < minimum)
            throw new PatternException("numbers out of order in {} quantifier");
        if (minimum > MaximumRepeat || maximum > MaximumRepeat)
            throw new PatternException($"Expected at most {MaximumRepeat} repetitions");
        return new PatternNode.Repeat(atom, minimum, maximum, !Take("?"), (groupsBefore + 1, GroupCount));
    }

    /// <summary>Whether <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> stands here; does not move.</summary>
    private bool TryReadRange(out int minimum, out int? maximum)
    {
        (minimum, maximum) = (0, null);
        var end = Current == '{' ? source.IndexOf('}', _at) : -1;
        if (end < 0)
            return false;
        var parts = source[(_at + 1)..end].Split(',');
        if (parts.Length > 2 || !TryReadCount(parts[0], out minimum))
            return false;
        if (parts.Length == 1)
            maximum = minimum;
        else if (parts[1].Length > 0)
            maximum = TryReadCount(parts[1], out var count) ? count : -1;
        return maximum is not -1;
    }

    private static bool TryReadCount(string text, out int count)
    {
        count = 0;
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
            return false;
        count = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
        return true;
    }

    private PatternNode ParseEscape()
    {
        if (Take("b"))
            return new PatternNode.Anchor(AnchorKind.WordBoundary);
        if (Take("B"))
            return new PatternNode.Anchor(AnchorKind.NoWordBoundary);
        if (Current == 'k' && (_isUnicode || GroupNames.Count > 0))
            return ParseNamedReference();
        if (Current is >= '1' and <= '9' && TryReadReference() is { } reference)
            return reference;
        return new PatternNode.Characters(ParseCharacterEscape(inClass: false));
    }

    private PatternNode.BackReference ParseNamedReference()
    {
        if (!Take("k<"))
            throw new PatternException("Invalid named reference");
        var name = ReadGroupName();
        var group = GroupNames.Find(n => n.Name == name).Group;
        return group > 0 ? new PatternNode.BackReference(group) : throw new PatternException("Invalid named capture referenced");
    }

    private PatternNode.BackReference? TryReadReference()
    {
        var end = _at;
        while (end < source.Length && char.IsAsciiDigit(source[end]))
            end++;
        TryReadCount(source[_at..end], out var number);
        if (number > _totalGroups)
            return _isUnicode ? throw new PatternException("Invalid escape") : null;
        _at = end;
        return new PatternNode.BackReference(number);
    }

    /// <summary>Behind the backslash: a class such as \d, or one character.</summary>
    private CharacterSet ParseCharacterEscape(bool inClass)
    {
        if (IsAtEnd)
            throw new PatternException("\\ at end of pattern");
        var c = source[_at++];
        switch (c)
        {
            case 'd': return CharacterSet.Digits;
            case 'D': return CharacterSet.Not(CharacterSet.Digits);
            case 'w': return CharacterSet.WordCharacters;
            case 'W': return CharacterSet.Not(CharacterSet.WordCharacters);
            case 's': return CharacterSet.Blanks;
            case 'S': return CharacterSet.Not(CharacterSet.Blanks);
            case 'p' or 'P' when _isUnicode: return ParseProperty(isNegated: c == 'P');
            case 'b' when inClass: return CharacterSet.Of('\b');
            case 'n': return CharacterSet.Of('\n');
            case 't': return CharacterSet.Of('\t');
            case 'r': return CharacterSet.Of('\r');
            case 'f': return CharacterSet.Of('\f');
            case 'v': return CharacterSet.Of('\v');
            case 'x' or 'u': return CharacterSet.Of(ReadHexEscape(c));
            case 'c' when char.IsAsciiLetter(Current): return CharacterSet.Of(source[_at++] % 32);
            case >= '0' and <= '7': return CharacterSet.Of(ReadOctal(c));
            default:
                if (_isUnicode && !"^$\\.*+?()[]{}|/-".Contains(c, StringComparison.Ordinal))
                    throw new PatternException("Invalid escape");
                return CharacterSet.Of(c);
        }
    }

    private int ReadOctal(char first)
    {
        if (_isUnicode && (first != '0' || char.IsAsciiDigit(Current)))
            throw new PatternException("Invalid decimal escape");
        var value = first - '0';
        for (var i = 0; i < 2 && Current is >= '0' and <= '7' && (value * 8) + Current - '0' < 256; i++)
            value = (value * 8) + source[_at++] - '0';
        return value;
    }

    private CharacterSet ParseProperty(bool isNegated)
    {
        var end = Current == '{' ? source.IndexOf('}', _at) : -1;
        var set = end < 0 ? null : CharacterSet.ByProperty(source[(_at + 1)..end]);
        if (set is null)
            throw new PatternException("Invalid or unsupported property name");
        _at = end + 1;
        return isNegated ? CharacterSet.Not(set) : set;
    }

    /// <summary>\xHH, \uHHHH or \u{H…}; the letter itself when no digits follow.</summary>
    private int ReadHexEscape(char kind)
    {
        if (kind == 'u' && _isUnicode && Current == '{' && source.IndexOf('}', _at) is var end and > 0
            && int.TryParse(source.AsSpan(_at + 1, end - _at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var braced)
            && braced is >= 0 and <= 0x10FFFF)
        {
            _at = end + 1;
            return braced;
        }

        var length = kind == 'x' ? 2 : 4;
        if (!TryReadHex(length, out var value))
            return _isUnicode ? throw new PatternException("Invalid escape") : kind;
        if (_isUnicode && char.IsHighSurrogate((char)value) && Take("\\u") && TryReadHex(4, out var low))
            return char.ConvertToUtf32((char)value, (char)low);
        return value;
    }

    private bool TryReadHex(int length, out int value)
    {
        value = 0;
        if (_at + length > source.Length || !source.AsSpan(_at, length).ToString().All(char.IsAsciiHexDigit))
            return false;
        value = int.Parse(source.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _at += length;
        return true;
    }

    /// <summary>Behind the bracket.</summary>
    private CharacterSet ParseClass()
    {
        var set = new CharacterSet { IsNegated = Take("^") };
        while (!Take("]"))
        {
            if (IsAtEnd)
                throw new PatternException("Unterminated character class");
            var from = ParseClassAtom();
            if (Current == '-' && _at + 1 < source.Length && source[_at + 1] != ']')
            {
                _at++;
                AddRange(set, from, ParseClassAtom());
            }
            else
            {
                set.Add(from);
            }
        }

        return set;
    }

    private void AddRange(CharacterSet set, CharacterSet from, CharacterSet to)
    {
        if (from.Single >= 0 && to.Single >= 0)
        {
            if (from.Single > to.Single)
                throw new PatternException("Range out of order in character class");
            set.Add(from.Single, to.Single);
            return;
        }

        if (_isUnicode)
            throw new PatternException("Invalid character class");
        set.Add(from);
        set.Add('-', '-');
        set.Add(to);
    }

    private CharacterSet ParseClassAtom()
    {
        if (IsAtEnd)
            throw new PatternException("Unterminated character class");
        return Take("\\") ? ParseCharacterEscape(inClass: true) : CharacterSet.Of(ReadCodePoint());
    }
}
