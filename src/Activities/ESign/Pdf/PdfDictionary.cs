using System.Collections;

namespace Lendflow.Activities.ESign.Pdf;

/// <summary>A dictionary of a PDF file as it stands in the file: names without slash, values as raw text with their place
/// (ISO 32000-1, 7.3). The file is read as Latin-1, so that places in the text are places in the bytes.</summary>
internal sealed class PdfDictionary : IEnumerable<KeyValuePair<string, PdfDictionary.Value>>
{
    private const string Blanks = "\0\t\n\f\r ";
    private const string Delimiters = "()<>[]{}/%";

    // Far beyond what files use; a file nested without end must not exhaust the stack.
    private const int Deepest = 50;

    private readonly OrderedDictionary<string, Value> entries = [];

    /// <param name="Start">Place of the first character of <paramref name="Raw"/> in the file.</param>
    public readonly record struct Value(string Raw, int Start);

    /// <summary>Null when there is no such entry.</summary>
    public Value? this[string name] => entries.TryGetValue(name, out var value) ? value : null;

    /// <summary>Reads the dictionary that begins at a place.</summary>
    /// <exception cref="FormatException">There is none, or it is broken.</exception>
    public static PdfDictionary Parse(string file, int start)
    {
        var at = SkipBlanks(file, start);
        if (!At(file, at, "<<"))
            throw Broken("a dictionary", at);

        var dictionary = new PdfDictionary();
        for (at = SkipBlanks(file, at + 2); !At(file, at, ">>"); at = SkipBlanks(file, at))
        {
            if (!At(file, at, "/"))
                throw Broken("a name", at);
            var nameEnd = EndOfWord(file, at + 1);
            var value = ValueAt(file, nameEnd);
            dictionary.Add(file[(at + 1)..nameEnd], value);
            at = value.Start + value.Raw.Length;
        }
        return dictionary;
    }

    /// <summary>The value, of whatever kind, that follows at a place.</summary>
    /// <exception cref="FormatException">There is none, or it is broken.</exception>
    public static Value ValueAt(string file, int at)
    {
        var start = SkipBlanks(file, at);
        return new Value(file[start..EndOfValue(file, start, depth: 0)], start);
    }

    /// <summary>The same dictionary, as text, with one entry set.</summary>
    public string With(string name, string value)
    {
        var others = entries.Where(entry => entry.Key != name).Select(entry => $"/{entry.Key} {entry.Value.Raw}");
        return $"<< {string.Join(' ', others)} /{name} {value} >>";
    }

    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string name, Value value)
    {
        // Which of two equal names counts is open to readers: that would let one file mean two things.
        if (!entries.TryAdd(name, value))
            throw new FormatException($"Expected each name once in a dictionary, but /{name} occurs twice.");
    }

    private static int EndOfValue(string file, int at, int depth)
    {
        if (depth > Deepest)
            throw Broken("less nesting", at);
        if (At(file, at, "<<"))
            return EndOfGroup(file, at + 2, ">>", depth);
        if (At(file, at, "["))
            return EndOfGroup(file, at + 1, "]", depth);
        if (At(file, at, "("))
            return EndOfString(file, at);
        if (At(file, at, "<"))
            return file.IndexOf('>', at) is var end and >= 0 ? end + 1 : throw Broken("the end of a string", at);
        if (At(file, at, "/"))
            return EndOfWord(file, at + 1);
        return EndOfReference(file, at) ?? EndOfPlainWord(file, at);
    }

    private static int EndOfGroup(string file, int at, string end, int depth)
    {
        for (at = SkipBlanks(file, at); !At(file, at, end); at = SkipBlanks(file, at))
            at = EndOfValue(file, at, depth + 1);
        return at + end.Length;
    }

    private static int EndOfString(string file, int at)
    {
        var depth = 0;
        for (; at < file.Length; at++)
        {
            if (file[at] == '\\')
                at++;
            else if (file[at] == '(')
                depth++;
            else if (file[at] == ')' && --depth == 0)
                return at + 1;
        }
        throw Broken("the end of a string", at);
    }

    /// <summary>The end of <c>12 0 R</c>; null when something else stands there.</summary>
    private static int? EndOfReference(string file, int at)
    {
        var numberEnd = EndOfDigits(file, at);
        var generation = SkipBlanks(file, numberEnd);
        var generationEnd = EndOfDigits(file, generation);
        var letter = SkipBlanks(file, generationEnd);
        var isReference = numberEnd > at && generationEnd > generation && At(file, letter, "R") && EndOfWord(file, letter) == letter + 1;
        return isReference ? letter + 1 : null;
    }

    private static int EndOfPlainWord(string file, int at) =>
        EndOfWord(file, at) is var end && end > at ? end : throw Broken("a value", at);

    private static int EndOfDigits(string file, int at)
    {
        while (at < file.Length && char.IsAsciiDigit(file[at]))
            at++;
        return at;
    }

    private static int EndOfWord(string file, int at)
    {
        while (at < file.Length && !Blanks.Contains(file[at]) && !Delimiters.Contains(file[at]))
            at++;
        return at;
    }

    private static int SkipBlanks(string file, int at)
    {
        while (at < file.Length && Blanks.Contains(file[at]))
            at++;
        return at;
    }

    private static bool At(string file, int at, string expected) => string.CompareOrdinal(file, at, expected, 0, expected.Length) == 0;

    private static FormatException Broken(string what, int at) => new($"Expected {what} at byte {at}, but there is something else.");
}
