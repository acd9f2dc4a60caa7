using System.Text;
using Lendflow.Scripting.Patterns;

namespace Lendflow.Scripting.BuiltIns;

internal static class RegExpBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        globals["RegExp"] = JsValue.Of(Building.Constructor("RegExp", 2, Intrinsics.RegExpPrototype, New));
        var prototype = Intrinsics.RegExpPrototype
            .Method("exec", 1, static call => Self(call).MatchNext(call.Machine, call.Text(0))?.ToArray(call.Machine) ?? JsValue.Null)
            .Method("test", 1, static call => Self(call).MatchNext(call.Machine, call.Text(0)) is not null)
            .Method("toString", 0, static call => $"/{Source(call)}/{Self(call).Pattern.Flags}")
            .Getter("source", static call => Source(call))
            .Getter("flags", static call => Self(call).Pattern.Flags);
        foreach (var (name, flag) in new[] { ("global", 'g'), ("ignoreCase", 'i'), ("multiline", 'm'), ("dotAll", 's'), ("unicode", 'u'), ("sticky", 'y') })
            prototype.Getter(name, call => Self(call).Pattern.Flags.Contains(flag, StringComparison.Ordinal));
    }

    internal static void AddToStrings(JsObject prototype) => prototype
        .Method("match", 1, Match)
        .Method("matchAll", 1, MatchAll)
        .Method("search", 1, static call => ToRegExp(call, "").Match(call.Machine, StringBuiltIns.Self(call), 0)?.Start ?? -1)
        .Method("replace", 2, static call => Replace(call, all: false))
        .Method("replaceAll", 2, static call => Replace(call, all: true))
        .Method("split", 2, Split);

    private static JsRegExp Self(ScriptCall call) => call.This.IsObject && call.This.Object is JsRegExp own
        ? own
        : throw call.Machine.TypeError("RegExp method called on incompatible receiver");

    private static string Source(ScriptCall call)
    {
        var source = Self(call).Pattern.Source;
        return source.Length == 0 ? "(?:)" : source.Replace("\n", "\\n", StringComparison.Ordinal);
    }

    private static JsRegExp? AsRegExp(JsValue value) => value.IsObject ? value.Object as JsRegExp : null;

    private static JsValue New(ScriptCall call)
    {
        var model = AsRegExp(call[0])?.Pattern;
        if (model is not null && call[1].IsUndefined)
            return JsValue.Of(new JsRegExp(model));
        var source = model?.Source ?? (call[0].IsUndefined ? "" : call.Text(0));
        return JsValue.Of(Compile(call.Machine, source, call[1].IsUndefined ? "" : call.Text(1)));
    }

    private static JsRegExp Compile(Machine machine, string source, string flags)
    {
        machine.Charge(10 + source.Length);
        if (Pattern.TryCompile(source, flags, out var problem) is not { } pattern)
            throw machine.SyntaxError($"Invalid regular expression: /{source}/{flags}: {problem}");
        machine.Allocate(pattern.Program.Length * 32.0);
        return new JsRegExp(pattern);
    }

    private static JsRegExp ToRegExp(ScriptCall call, string flags) =>
        AsRegExp(call[0]) ?? Compile(call.Machine, call[0].IsUndefined ? "" : call.Text(0), flags);

    private static JsValue Match(ScriptCall call)
    {
        var (text, regex) = (StringBuiltIns.Self(call), ToRegExp(call, ""));
        if (!regex.Pattern.IsGlobal)
            return regex.MatchNext(call.Machine, text)?.ToArray(call.Machine) ?? JsValue.Null;
        regex.LastIndex = 0;
        var matches = ArrayBuiltIns.New(call, regex.Matches(call.Machine, text).Select(m => m.Group(0)));
        return ((JsArray)matches.Object).Length == 0 ? JsValue.Null : matches;
    }

    private static JsValue MatchAll(ScriptCall call)
    {
        var (text, regex) = (StringBuiltIns.Self(call), ToRegExp(call, "g"));
        if (!regex.Pattern.IsGlobal)
            throw call.Machine.TypeError("String.prototype.matchAll called with a non-global RegExp argument");
        return CollectionBuiltIns.Iterator(call.Machine, regex.Matches(call.Machine, text).Select(m => m.ToArray(call.Machine)));
    }

    private static JsValue Replace(ScriptCall call, bool all)
    {
        var (text, machine) = (StringBuiltIns.Self(call), call.Machine);
        var replacer = call[1].Function;
        var template = replacer is null ? call.Text(1) : "";
        var result = new StringBuilder();
        var copied = 0;
        foreach (var match in Occurrences(call, text, all))
        {
            var piece = replacer is null ? Expand(template, match) : Coercion.ToText(machine, Call(machine, replacer, match));
            machine.Step();
            machine.Allocate(2.0 * (match.Start - copied + piece.Length));
            result.Append(text, copied, match.Start - copied).Append(piece);
            copied = match.End;
        }

        return machine.NewText(result.Append(text, copied, text.Length - copied).ToString());
    }

    private static IEnumerable<MatchResult> Occurrences(ScriptCall call, string text, bool all)
    {
        if (AsRegExp(call[0]) is not { } regex)
            return OccurrencesOf(call.Text(0), text, all);
        if (regex.Pattern.IsGlobal)
        {
            regex.LastIndex = 0;
            return regex.Matches(call.Machine, text);
        }

        if (all)
            throw call.Machine.TypeError("replaceAll must be called with a global RegExp");
        return regex.MatchNext(call.Machine, text) is { } match ? [match] : [];
    }

    private static readonly Pattern PlainText = new("", "", [], 0, 2, []);

    private static IEnumerable<MatchResult> OccurrencesOf(string needle, string text, bool all)
    {
        for (var at = text.IndexOf(needle, StringComparison.Ordinal); at >= 0; at = text.IndexOf(needle, at + Math.Max(needle.Length, 1), StringComparison.Ordinal))
        {
            yield return new MatchResult(PlainText, text, [at, at + needle.Length]);
            if (!all || at + Math.Max(needle.Length, 1) > text.Length)
                yield break;
        }
    }

    private static JsValue Call(Machine machine, JsFunction replacer, MatchResult match)
    {
        match.Account(machine);
        List<JsValue> arguments = [.. match.Groups, match.Start, match.Text];
        if (match.Named() is { IsUndefined: false } named)
            arguments.Add(named);
        return replacer.Call(machine, JsValue.Undefined, [.. arguments]);
    }

    /// <summary>The replacement with $$, $&amp;, $`, $', $1 and $&lt;name&gt; filled in.</summary>
    private static string Expand(string template, MatchResult match)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
            return template;
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '$' && i + 1 < template.Length && Reference(template, i + 1, match, out var length) is { } text)
            {
                result.Append(text);
                i += length;
            }
            else
            {
                result.Append(template[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>What the reference behind the $ stands for; null when it is none.</summary>
    private static string? Reference(string template, int at, MatchResult match, out int length)
    {
        length = 1;
        switch (template[at])
        {
            case '$': return "$";
            case '&': return match.Text[match.Start..match.End];
            case '`': return match.Text[..match.Start];
            case '\'': return match.Text[match.End..];
            case '<' when match.Pattern.GroupNames.Length > 0 && template.IndexOf('>', at) is var end and > 0:
                length = end - at + 1;
                var name = template[(at + 1)..end];
                var group = Array.Find(match.Pattern.GroupNames, g => g.Name == name).Group;
                return group == 0 ? "" : TextOf(match, group);
        }

        for (length = 2; length > 0; length--)
        {
            if (at + length <= template.Length && int.TryParse(template.AsSpan(at, length), System.Globalization.NumberStyles.None, null, out var number)
                && number >= 1 && number <= match.Pattern.GroupCount)
                return TextOf(match, number);
        }

        return null;
    }

    private static string TextOf(MatchResult match, int group) => match.Group(group) is { IsUndefined: false } value ? value.Text : "";

    private static JsValue Split(ScriptCall call)
    {
        var text = StringBuiltIns.Self(call);
        var limit = call[1].IsUndefined ? uint.MaxValue : Coercion.ToUint32(call.Number(1));
        var pieces = call[0].IsUndefined ? [text]
            : AsRegExp(call[0]) is { } regex ? SplitBy(call, regex, text)
            : SplitBy(call.Text(0), text);
        return ArrayBuiltIns.New(call, Limited(call.Machine, pieces, limit));
    }

    private static IEnumerable<JsValue> Limited(Machine machine, IEnumerable<JsValue> pieces, uint limit)
    {
        if (limit == 0)
            yield break;
        foreach (var piece in pieces)
        {
            machine.Step();
            machine.Allocate(piece.IsString ? 2.0 * piece.TextLength : 0);
            yield return piece;
            if (--limit == 0)
                yield break;
        }
    }

    private static IEnumerable<JsValue> SplitBy(string separator, string text) => separator.Length == 0
        ? text.Select(c => JsValue.From(c.ToString()))
        : text.Split(separator).Select(s => JsValue.From(s));

    private static IEnumerable<JsValue> SplitBy(ScriptCall call, JsRegExp regex, string text)
    {
        if (text.Length == 0)
        {
            if (regex.Match(call.Machine, text, 0) is null)
                yield return text;
            yield break;
        }

        var start = 0;
        for (var at = 0; at < text.Length && regex.Match(call.Machine, text, at) is { } match && match.Start < text.Length;)
        {
            if (match.End == start || match.End == match.Start && match.Start == start)
            {
                at = regex.Step(text, Math.Max(at, match.Start));
                continue;
            }

            yield return text[start..match.Start];
            for (var group = 1; group <= regex.Pattern.GroupCount; group++)
                yield return match.Group(group);
            start = match.End;
            at = match.End > match.Start ? match.End : regex.Step(text, match.End);
        }

        yield return text[start..];
    }
}
