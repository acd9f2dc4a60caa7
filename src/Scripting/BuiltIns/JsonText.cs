using System.Globalization;
using System.Text;

namespace Lendflow.Scripting.BuiltIns;

/// <summary>JSON.stringify: one call of it.</summary>
internal sealed class JsonText
{
    private readonly Machine _machine;
    private readonly JsValue _value;
    private readonly JsFunction? _replacer;
    private readonly List<string>? _allowed;
    private readonly string _gap;
    private readonly StringBuilder _text = new();
    private readonly HashSet<JsObject> _open = [];
    private string _indent = "";

    internal JsonText(ScriptCall call)
    {
        _machine = call.Machine;
        _value = call[0];
        _replacer = call[1].Function;
        if (call[1].IsObject && call[1].Object is JsArray names)
            _allowed = [.. names.Items.Where(n => n.IsString || n.IsNumber).Select(n => Coercion.ToText(call.Machine, n)).Distinct()];
        _gap = call[2].IsNumber ? new string(' ', (int)Math.Clamp(call.Integer(2), 0, 10))
            : call[2].IsString ? call[2].Text[..Math.Min(10, call[2].TextLength)]
            : "";
    }

    internal JsValue Write()
    {
        var holder = new JsObject();
        holder.Define("", _value);
        if (!TryPrepare(JsValue.Of(holder), "", _value, out var value))
            return JsValue.Undefined;
        WriteValue(value);
        return _text.ToString();
    }

    /// <summary>Applies toJSON and the replacer; false for what JSON leaves out.</summary>
    private bool TryPrepare(JsValue holder, string key, JsValue value, out JsValue prepared)
    {
        if (value.IsObject && value.Object.Get(_machine, "toJSON").Function is { } convert)
            value = convert.Call(_machine, value, [key]);
        if (_replacer is not null)
            value = _replacer.Call(_machine, holder, [key, value]);
        prepared = value;
        return !value.IsUndefined && !value.IsFunction && !value.IsSymbol && !value.IsEmpty;
    }

    private void Append(string text)
    {
        _machine.Allocate(2 * text.Length);
        _text.Append(text);
    }

    private void WriteValue(JsValue value)
    {
        _machine.Step();
        if (value.IsString)
            WriteText(value.Text);
        else if (value.IsNumber && !double.IsFinite(value.Number))
            Append("null");
        else if (value.IsObject)
            WriteObject(value.Object);
        else
            Append(Coercion.PrimitiveText(value));
    }

    private void WriteObject(JsObject value)
    {
        if (!_open.Add(value))
            throw _machine.TypeError("Converting circular structure to JSON");
        _machine.Enter(1);
        var outer = _indent;
        _indent += _gap;
        if (value is JsArray array)
            WriteArray(array, outer);
        else
            WriteMembers(value, outer);
        _indent = outer;
        _machine.Depth--;
        _open.Remove(value);
    }

    private void WriteArray(JsArray array, string outer)
    {
        Append("[");
        for (var i = 0; i < array.Length; i++)
        {
            StartItem(isFirst: i == 0);
            if (TryPrepare(JsValue.Of(array), NumberText.Of(i), array[i], out var item))
                WriteValue(item);
            else
                Append("null");
        }

        End(array.Length > 0, outer, "]");
    }

    private void WriteMembers(JsObject value, string outer)
    {
        Append("{");
        var isFirst = true;
        foreach (var key in _allowed ?? value.Keys())
        {
            if (!TryPrepare(JsValue.Of(value), key, value.Get(_machine, key), out var member))
                continue;
            StartItem(isFirst);
            isFirst = false;
            WriteText(key);
            Append(_gap.Length > 0 ? ": " : ":");
            WriteValue(member);
        }

        End(!isFirst, outer, "}");
    }

    private void StartItem(bool isFirst)
    {
        Append(isFirst ? "" : ",");
        if (_gap.Length > 0)
            Append("\n" + _indent);
    }

    private void End(bool hasItems, string outer, string bracket) =>
        Append(hasItems && _gap.Length > 0 ? "\n" + outer + bracket : bracket);

    private void WriteText(string text)
    {
        Append("\"");
        _machine.Allocate(2 * text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isLone = char.IsSurrogate(c) && !(char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]));
            if (char.IsHighSurrogate(c) && !isLone)
                _text.Append(c).Append(text[++i]);
            else
                AppendUnit(c, isLone);
        }

        Append("\"");
    }

    private void AppendUnit(char c, bool isLone) => _ = c switch
    {
        '"' => _text.Append("\\\""),
        '\\' => _text.Append("\\\\"),
        '\n' => _text.Append("\\n"),
        '\r' => _text.Append("\\r"),
        '\t' => _text.Append("\\t"),
        '\b' => _text.Append("\\b"),
        '\f' => _text.Append("\\f"),
        _ when c < ' ' || isLone => _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
        _ => _text.Append(c),
    };
}
