using System.Text;

namespace Lendflow.Scripting.Tree;

internal sealed class Literal(int position, JsValue value) : Expression(position)
{
    internal JsValue Value => value;

    internal override void Resolve(Binder binder)
    {
    }

    internal override JsValue Evaluate(Frame frame) => value;

    internal override string Describe() => Coercion.PrimitiveText(value);
}

internal sealed class RegexLiteral(int position, Patterns.Pattern pattern) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
    }

    internal override JsValue Evaluate(Frame frame)
    {
        frame.Machine.Allocate(JsObject.ObjectBytes);
        return JsValue.Of(new JsRegExp(pattern));
    }
}

/// <summary><c>`a${b}c`</c>: one more text than parts.</summary>
internal sealed class TemplateLiteral(int position, string[] texts, Expression[] parts) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(parts);

    internal override JsValue Evaluate(Frame frame)
    {
        var result = new StringBuilder(texts[0]);
        for (var i = 0; i < parts.Length; i++)
        {
            var text = Coercion.ToText(frame.Machine, parts[i].Evaluate(frame));
            frame.Machine.Allocate(2.0 * text.Length);
            result.Append(text).Append(texts[i + 1]);
        }

        return frame.Machine.NewText(result.ToString());
    }
}

/// <summary><c>...value</c> in an array, an object or a call.</summary>
internal sealed class Spread(int position, Expression value) : Expression(position)
{
    internal Expression Value => value;

    internal override void Resolve(Binder binder) => binder.Visit(value);

    internal override JsValue Evaluate(Frame frame) => value.Evaluate(frame);
}

/// <param name="items">Null for a hole.</param>
internal sealed class ArrayLiteral(int position, Expression?[] items) : Expression(position)
{
    internal Expression?[] Items => items;

    internal override void Resolve(Binder binder) => binder.Visit(items);

    internal override JsValue Evaluate(Frame frame)
    {
        frame.Machine.Allocate(JsObject.ObjectBytes);
        var array = new JsArray(new List<JsValue>(items.Length));
        foreach (var item in items)
        {
            if (item is Spread spread)
            {
                foreach (var value in Iteration.Of(frame.Machine, spread.Evaluate(frame), spread.Position))
                    array.Push(frame.Machine, value);
            }
            else
            {
                array.Push(frame.Machine, item?.Evaluate(frame) ?? JsValue.Empty);
            }
        }

        return JsValue.Of(array);
    }
}

internal enum MemberKind : byte
{
    Value,
    Method,
    Getter,
    Setter,
    Spread,
}

/// <summary>A member of an object literal or class.</summary>
/// <param name="Key">A literal unless computed; unused for a spread.</param>
/// <param name="Default">Of <c>{a = 1}</c>, which only a pattern may contain.</param>
internal sealed record Member(MemberKind Kind, Expression Key, Expression? Value, Expression? Default = null, bool IsStatic = false)
{
    internal string KeyText(Frame frame) => Coercion.ToKey(frame.Machine, Key.Evaluate(frame));
}

internal sealed class ObjectLiteral(int position, Member[] members) : Expression(position)
{
    internal Member[] Members => members;

    internal override void Resolve(Binder binder)
    {
        foreach (var member in members)
        {
            binder.Visit(member.Key);
            binder.Visit(member.Value);
        }
    }

    internal override JsValue Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        machine.Allocate(JsObject.ObjectBytes);
        var result = new JsObject();
        foreach (var member in members)
        {
            if (member.Kind == MemberKind.Spread)
            {
                CopyMembers(machine, member.Value!.Evaluate(frame), result);
                continue;
            }

            machine.Allocate(JsObject.PropertyBytes);
            var key = member.KeyText(frame);
            if (member.Kind == MemberKind.Value && key == "__proto__" && member.Key is Literal && member.Value is not Identifier)
                SetPrototype(result, member.Value!.Evaluate(frame));
            else
                DefineMember(frame, result, member, key, PropertyFlags.Open);
        }

        return JsValue.Of(result);
    }

    private static void SetPrototype(JsObject target, JsValue prototype)
    {
        if (prototype.IsObject || prototype.IsNull)
            target.Prototype = prototype.IsNull ? null : prototype.Object;
    }

    internal static void DefineMember(Frame frame, JsObject target, Member member, string key, PropertyFlags flags)
    {
        var value = member.Value is FunctionExpression function
            ? JsValue.Of(function.Close(frame, function.Code.Name.Length > 0 ? null : key, target))
            : member.Value!.Evaluate(frame);
        switch (member.Kind)
        {
            case MemberKind.Getter:
                target.DefineAccessor(key, value.Function, null, flags & ~PropertyFlags.Writable);
                break;
            case MemberKind.Setter:
                target.DefineAccessor(key, null, value.Function, flags & ~PropertyFlags.Writable);
                break;
            default:
                target.Define(key, value, flags);
                break;
        }
    }

    /// <summary>Copies own enumerable members, as <c>{...source}</c> does; null and undefined have none.</summary>
    internal static void CopyMembers(Machine machine, JsValue source, JsObject target, ICollection<string>? except = null)
    {
        if (source.IsString)
            source = JsValue.Of(new JsArray([.. source.Text.Select(c => JsValue.From(c.ToString()))]));
        if (!source.IsObject)
            return;
        foreach (var key in source.Object.Keys())
        {
            machine.Step();
            machine.Allocate(JsObject.PropertyBytes);
            if (except?.Contains(key) != true)
                target.Define(key, source.Object.Get(machine, key));
        }
    }
}
