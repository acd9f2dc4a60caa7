using System.Text;

namespace Lendflow.Scripting.BuiltIns;

internal static class StringBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var type = Building.Constructor("String", 1, Intrinsics.StringPrototype, static call =>
            call.Count == 0 ? "" : call[0].IsSymbol ? call[0].ToString() : call.Text(0));
        globals["String"] = JsValue.Of(type);
        type.Method("fromCharCode", 1, static call => New(call, string.Concat(call.Arguments.Select(a => (char)Coercion.ToUint32(Coercion.ToNumber(call.Machine, a))))))
            .Method("fromCodePoint", 1, static call => New(call, string.Concat(call.Arguments.Select(a => FromCodePoint(call.Machine, a)))))
            .Method("raw", 1, static call => throw call.Machine.TypeError("Tagged templates are not supported"));
        var symbol = new NativeFunction("Symbol", 0, static call => throw call.Machine.TypeError("Symbols other than Symbol.iterator are not supported")) { IsShared = true };
        symbol.Constant("iterator", JsValue.Of(JsSymbol.Iterator));
        globals["Symbol"] = JsValue.Of(symbol);
        AddLooking(Intrinsics.StringPrototype);
        AddBuilding(Intrinsics.StringPrototype);
        RegExpBuiltIns.AddToStrings(Intrinsics.StringPrototype);
    }

    private static void AddLooking(JsObject prototype) => prototype
        .Method("at", 1, static call => Self(call) is var s && call.Integer(0) is var i ? Unit(s, i < 0 ? i + s.Length : i, JsValue.Undefined) : default)
        .Method("charAt", 1, static call => Unit(Self(call), call.Integer(0), ""))
        .Method("charCodeAt", 1, static call => Self(call) is var s && call.Integer(0) is var i && i >= 0 && i < s.Length ? s[(int)i] : double.NaN)
        .Method("codePointAt", 1, CodePointAt)
        .Method("indexOf", 1, static call => Self(call).IndexOf(call.Text(0), Position(call, 1), StringComparison.Ordinal))
        .Method("lastIndexOf", 1, LastIndexOf)
        .Method("includes", 1, static call => Self(call).IndexOf(Needle(call), Position(call, 1), StringComparison.Ordinal) >= 0)
        .Method("startsWith", 1, static call => Self(call).AsSpan(Position(call, 1)).StartsWith(Needle(call), StringComparison.Ordinal))
        .Method("endsWith", 1, static call =>
            Self(call).AsSpan(0, call[1].IsUndefined ? Self(call).Length : Position(call, 1)).EndsWith(Needle(call), StringComparison.Ordinal))
        .Method("localeCompare", 1, static call => Math.Sign(string.CompareOrdinal(Self(call), call.Text(0))))
        .Method("isWellFormed", 0, static call => Self(call) is var s && !HasLoneSurrogate(s))
        .Method(JsSymbol.Iterator.Key, 0, static call => JsValue.Of(new JsIterator(Iteration.Characters(call.Machine, Self(call)).GetEnumerator())))
        .Method("toString", 0, static call => Own(call))
        .Method("valueOf", 0, static call => Own(call));

    private static string Own(ScriptCall call) => call.This.IsString
        ? call.This.Text
        : throw call.Machine.TypeError("String.prototype.toString requires that 'this' be a String");

    private static void AddBuilding(JsObject prototype) => prototype
        .Method("concat", 1, static call => New(call, Self(call) + string.Concat(call.Arguments.Select(a => Coercion.ToText(call.Machine, a)))))
        .Method("slice", 2, Slice)
        .Method("substring", 2, Substring)
        .Method("substr", 2, Substr)
        .Method("toLowerCase", 0, static call => New(call, Self(call).ToLowerInvariant()))
        .Method("toUpperCase", 0, static call => New(call, ToUpper(Self(call))))
        .Method("toLocaleLowerCase", 0, static call => New(call, Self(call).ToLowerInvariant()))
        .Method("toLocaleUpperCase", 0, static call => New(call, ToUpper(Self(call))))
        .Method("trim", 0, static call => New(call, Self(call).AsSpan().Trim(NumberText.WhiteSpace).ToString()))
        .Method("trimStart", 0, static call => New(call, Self(call).AsSpan().TrimStart(NumberText.WhiteSpace).ToString()))
        .Method("trimEnd", 0, static call => New(call, Self(call).AsSpan().TrimEnd(NumberText.WhiteSpace).ToString()))
        .Method("padStart", 2, static call => Pad(call, atStart: true))
        .Method("padEnd", 2, static call => Pad(call, atStart: false))
        .Method("repeat", 1, Repeat)
        .Method("normalize", 0, Normalize);

    internal static string Self(ScriptCall call)
    {
        var text = Text(call);
        if (text.Length > 256)
            call.Machine.Charge(text.Length / 256);
        return text;
    }

    private static string Text(ScriptCall call) => call.This.IsString
        ? call.This.Text
        : call.This.IsNullish ? throw call.Machine.TypeError("String method called on null or undefined") : Coercion.ToText(call.Machine, call.This);

    internal static JsValue New(ScriptCall call, string text)
    {
        call.Machine.Charge(text.Length / 64.0);
        return call.Machine.NewText(text);
    }

    private static int Position(ScriptCall call, int argument) => (int)Math.Clamp(call.Integer(argument), 0, Self(call).Length);

    private static string Needle(ScriptCall call) => call[0].IsObject && call[0].Object is JsRegExp
        ? throw call.Machine.TypeError("First argument must not be a regular expression")
        : call.Text(0);

    private static JsValue Unit(string text, double index, JsValue missing) =>
        index >= 0 && index < text.Length ? text[(int)index].ToString() : missing;

    private static string FromCodePoint(Machine machine, JsValue value)
    {
        var code = Coercion.ToNumber(machine, value);
        if (!(code >= 0 && code <= 0x10FFFF) || Math.Truncate(code) != code)
            throw machine.RangeError($"Invalid code point {Coercion.ToText(machine, value)}");
        return code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
    }

    private static JsValue CodePointAt(ScriptCall call)
    {
        var (text, index) = (Self(call), call.Integer(0));
        if (index < 0 || index >= text.Length)
            return JsValue.Undefined;
        var at = (int)index;
        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1])
            : text[at];
    }

    private static JsValue LastIndexOf(ScriptCall call)
    {
        var (text, needle, from) = (Self(call), call.Text(0), call.Number(1));
        var last = double.IsNaN(from) ? double.PositiveInfinity : Math.Truncate(from);
        var start = (int)Math.Min(Math.Max(last, 0), text.Length - needle.Length);
        return start < 0 ? -1 : text.AsSpan(0, start + needle.Length).LastIndexOf(needle, StringComparison.Ordinal);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static JsValue Slice(ScriptCall call)
    {
        var text = Self(call);
        var from = call.RelativeIndex(0, text.Length, 0);
        var to = call.RelativeIndex(1, text.Length, text.Length);
        return to > from ? New(call, text[from..to]) : "";
    }

    private static JsValue Substring(ScriptCall call)
    {
        var text = Self(call);
        var from = Position(call, 0);
        var to = call[1].IsUndefined ? text.Length : Position(call, 1);
        return New(call, text[Math.Min(from, to)..Math.Max(from, to)]);
    }

    private static JsValue Substr(ScriptCall call)
    {
        var text = Self(call);
        var from = call.RelativeIndex(0, text.Length, 0);
        var length = call[1].IsUndefined ? text.Length - from : (int)Math.Clamp(call.Integer(1), 0, text.Length - from);
        return New(call, text.Substring(from, length));
    }

    // The one special casing business texts meet: German sharp s.
    private static string ToUpper(string text) => text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    private static JsValue Pad(ScriptCall call, bool atStart)
    {
        var (text, length) = (Self(call), call.Integer(0));
        var filler = call[1].IsUndefined ? " " : call.Text(1);
        var missing = length - text.Length;
        if (missing <= 0 || filler.Length == 0)
            return text;
        call.Machine.Allocate(2 * length);
        var fill = new StringBuilder();
        while (fill.Length < missing)
            fill.Append(filler);
        fill.Length = (int)missing;
        return atStart ? fill + text : text + fill;
    }

    private static JsValue Repeat(ScriptCall call)
    {
        var (text, count) = (Self(call), call.Integer(0));
        if (count < 0 || double.IsInfinity(count))
            throw call.Machine.RangeError($"Invalid count value: {call.Text(0)}");
        if (text.Length == 0)
            return "";
        call.Machine.Allocate(2 * text.Length * count);
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static JsValue Normalize(ScriptCall call)
    {
        var form = call[0].IsUndefined ? "NFC" : call.Text(0);
        if (form is not ("NFC" or "NFD" or "NFKC" or "NFKD"))
            throw call.Machine.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD.");
        return New(call, Normalization.Apply(Self(call), composes: form[^1] == 'C', compatibility: form.Length == 4));
    }
}
