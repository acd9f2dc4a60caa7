using System.Globalization;
using System.Text;

namespace Lendflow.Scripting.BuiltIns;

internal static class GlobalBuiltIns
{
    private const string Unreserved = "-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";

    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        globals["undefined"] = JsValue.Undefined;
        globals["NaN"] = double.NaN;
        globals["Infinity"] = double.PositiveInfinity;
        Add("isNaN", 1, static call => double.IsNaN(call.Number(0)));
        Add("isFinite", 1, static call => double.IsFinite(call.Number(0)));
        Add("encodeURIComponent", 1, static call => Encode(call, Unreserved));
        Add("encodeURI", 1, static call => Encode(call, Unreserved + Reserved));
        Add("decodeURIComponent", 1, static call => Decode(call, ""));
        Add("decodeURI", 1, static call => Decode(call, Reserved));
        Add("structuredClone", 1, static call => Cloning.Clone(call.Machine, call[0]));

        void Add(string name, int length, ScriptFunction code) =>
            globals[name] = JsValue.Of(new NativeFunction(name, length, code) { IsShared = true });
    }

    private static JsValue Encode(ScriptCall call, string keep)
    {
        var text = call.Text(0);
        call.Machine.Charge(text.Length / 16.0);
        var result = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAsciiLetterOrDigit(text[i]) || keep.Contains(text[i], StringComparison.Ordinal))
            {
                result.Append(text[i++]);
                continue;
            }

            if (!Rune.TryGetRuneAt(text, i, out var rune))
                throw call.Machine.Error(Intrinsics.ErrorPrototype, "URI malformed");
            foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
                result.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
            i += rune.Utf16SequenceLength;
        }

        return StringBuiltIns.New(call, result.ToString());
    }

    private static JsValue Decode(ScriptCall call, string keep)
    {
        var text = call.Text(0);
        call.Machine.Charge(text.Length / 16.0);
        var result = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                result.Append(text[i++]);
                continue;
            }

            var start = i;
            List<byte> bytes = [];
            do
            {
                bytes.Add(HexAt(call, text, i));
                i += 3;
            }
            while (bytes.Count < SequenceLength(bytes[0]) && i < text.Length && text[i] == '%');
            var status = Rune.DecodeFromUtf8([.. bytes], out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done || used != bytes.Count)
                throw call.Machine.Error(Intrinsics.ErrorPrototype, "URI malformed");
            result.Append(rune.IsAscii && keep.Contains((char)rune.Value, StringComparison.Ordinal) ? text[start..i] : rune.ToString());
        }

        return StringBuiltIns.New(call, result.ToString());
    }

    private static int SequenceLength(byte first) => first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    private static byte HexAt(ScriptCall call, string text, int at) =>
        at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw call.Machine.Error(Intrinsics.ErrorPrototype, "URI malformed");
}
