namespace Lendflow.Scripting.Objects;

/// <summary>Anything that can be called.</summary>
internal abstract class JsFunction(string name, int length) : JsObject(Intrinsics.FunctionPrototype)
{
    internal override string Class => "Function";

    internal string Name => name;

    internal override bool TryGetOwn(string key, out Property property)
    {
        if (base.TryGetOwn(key, out property))
            return true;
        property = key switch
        {
            "name" => new Property(key, name, PropertyFlags.Configurable),
            "length" => new Property(key, length, PropertyFlags.Configurable),
            _ => default,
        };
        return property.Key is not null;
    }

    internal virtual bool IsConstructor { get; init; }

    internal abstract JsValue Call(Machine machine, JsValue thisValue, JsValue[] arguments);

    /// <param name="target">What <c>new</c> was applied to: its <c>prototype</c> is the new object's.</param>
    internal abstract JsValue Construct(Machine machine, JsValue[] arguments, JsFunction target);
}

/// <summary>A function of ours or of the host.</summary>
internal sealed class NativeFunction(string name, int length, ScriptFunction code) : JsFunction(name, length)
{
    internal override JsValue Call(Machine machine, JsValue thisValue, JsValue[] arguments) =>
        Run(new ScriptCall(machine, thisValue, arguments, null));

    // Counted as a nested call: String.prototype.toString and its like can end up in themselves.
    private JsValue Run(ScriptCall call)
    {
        call.Machine.Enter(1);
        try
        {
            var result = code(call);
            call.Machine.Depth--;
            return result;
        }
        catch (ScriptException raised)
        {
            throw call.Machine.Error(Intrinsics.ErrorPrototypeOf(raised.Kind), raised.Message);
        }
    }

    internal override JsValue Construct(Machine machine, JsValue[] arguments, JsFunction target)
    {
        var made = Run(new ScriptCall(machine, JsValue.Undefined, arguments, target));
        // A class that extends a built-in: the built-in makes the object, the class gives it its prototype.
        if (target != this && made is { IsObject: true, Object.IsShared: false } && target.Get(machine, "prototype") is { IsObject: true } prototype)
            made.Object.Prototype = prototype.Object;
        return made;
    }
}

/// <summary>What <c>f.bind(…)</c> makes.</summary>
internal sealed class BoundFunction(JsFunction function, JsValue thisValue, JsValue[] bound)
    : JsFunction("bound " + function.Name, 0)
{
    internal override bool IsConstructor => function.IsConstructor;

    internal override JsValue Call(Machine machine, JsValue _, JsValue[] arguments) =>
        function.Call(machine, thisValue, [.. bound, .. arguments]);

    internal override JsValue Construct(Machine machine, JsValue[] arguments, JsFunction target) =>
        function.Construct(machine, [.. bound, .. arguments], function);
}
