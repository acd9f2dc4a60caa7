namespace Lendflow.Scripting.Tree;

internal sealed class Call(int position, Expression callee, Expression[] arguments, bool isOptional) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
        if (callee is Identifier function && binder.IsFree(function))
            binder.NoteCall(function, arguments is [Literal { Value.IsString: true } text, ..] ? text.Value.ToString() : null);
        binder.Visit(callee);
        binder.Visit(arguments);
    }

    internal override JsValue Evaluate(Frame frame)
    {
        JsValue thisValue = default;
        JsValue function;
        if (callee is MemberAccess member)
        {
            thisValue = member.Target.Evaluate(frame);
            function = member.Read(frame, thisValue);
        }
        else
        {
            if (callee is SuperMember)
                thisValue = frame.Owner.This;
            function = callee.Evaluate(frame);
        }

        if (function.IsEmpty || (isOptional && function.IsNullish))
            return JsValue.Empty;
        if (function.Function is not { } target)
            throw frame.Machine.TypeError(Position, $"{callee.Describe()} is not a function");
        var values = Arguments.Evaluate(frame, arguments);
        frame.Machine.Position = Position;
        return target.Call(frame.Machine, thisValue, values);
    }
}

internal sealed class New(int position, Expression callee, Expression[] arguments) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
        binder.Visit(callee);
        binder.Visit(arguments);
    }

    internal override JsValue Evaluate(Frame frame)
    {
        var value = callee.Evaluate(frame);
        var values = Arguments.Evaluate(frame, arguments);
        if (value.Function is not { IsConstructor: true } type)
            throw frame.Machine.TypeError(Position, $"{callee.Describe()} is not a constructor");
        frame.Machine.Position = Position;
        frame.Machine.Allocate(JsObject.ObjectBytes);
        return type.Construct(frame.Machine, values, type);
    }
}

internal static class Arguments
{
    internal static JsValue[] Evaluate(Frame frame, Expression[] arguments)
    {
        if (arguments.Length == 0)
            return [];
        if (Array.Exists(arguments, a => a is Spread))
            return EvaluateSpread(frame, arguments);
        var values = new JsValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(frame);
        return values;
    }

    private static JsValue[] EvaluateSpread(Frame frame, Expression[] arguments)
    {
        var values = new List<JsValue>();
        foreach (var argument in arguments)
        {
            if (argument is not Spread)
            {
                values.Add(argument.Evaluate(frame));
                continue;
            }

            foreach (var value in Iteration.Of(frame.Machine, argument.Evaluate(frame), argument.Position))
            {
                frame.Machine.Allocate(JsArray.ItemBytes);
                values.Add(value);
            }
        }

        return [.. values];
    }
}

internal sealed class This(int position) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
    }

    internal override string Describe() => "this";

    internal override JsValue Evaluate(Frame frame) => frame.Owner.This is { IsEmpty: false } value
        ? value
        : throw SuperCall.NotCalledYet(frame, Position);
}

/// <summary><c>new.target</c>.</summary>
internal sealed class NewTarget(int position) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
    }

    internal override JsValue Evaluate(Frame frame) => frame.Owner.Target is { } target ? JsValue.Of(target) : JsValue.Undefined;
}

/// <summary><c>super.name</c> or <c>super[key]</c>.</summary>
internal sealed class SuperMember(int position, Expression key) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(key);

    internal override string Describe() => "(intermediate value)";

    internal override JsValue Evaluate(Frame frame) =>
        frame.Owner.Callee?.Home?.Prototype?.Get(frame.Machine, Coercion.ToKey(frame.Machine, key.Evaluate(frame)), frame.Owner.This)
        ?? JsValue.Undefined;
}

/// <summary><c>super(…)</c> in the constructor of a derived class.</summary>
internal sealed class SuperCall(int position, Expression[] arguments) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(arguments);

    internal override JsValue Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var owner = frame.Owner;
        if (owner.Callee is not { Prototype: JsFunction { IsConstructor: true } parent } || owner.Target is null)
            throw machine.TypeError(Position, "Super constructor is not a constructor");
        if (!owner.This.IsEmpty)
            throw machine.ReferenceError("Super constructor may only be called once");
        owner.This = parent.Construct(machine, Arguments.Evaluate(frame, arguments), owner.Target);
        owner.Callee.InitialiseFields(machine, owner.This);
        return owner.This;
    }

    internal static JsThrow NotCalledYet(Frame frame, int position)
    {
        frame.Machine.Position = position;
        return frame.Machine.ReferenceError("Must call super constructor in derived class before accessing 'this' or returning from derived constructor");
    }
}
