using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Objects;

/// <summary>A function written in the script, with the variables it sees.</summary>
internal sealed class ClosureFunction(FunctionCode code, Machine machine, Scope? scope, string name) : JsFunction(name, code.Length)
{
    internal const int Bytes = 128;

    private (string Key, ClosureFunction? Value)[] _fields = [];

    internal override bool IsConstructor => code.IsConstructor;

    /// <summary>The run that made it; a getter may be read after that run has ended.</summary>
    internal Machine Machine => machine;

    internal JsObject? Home { get; init; }

    /// <summary>For an arrow, the call that owns its <c>this</c>.</summary>
    internal Frame? Maker { get; init; }

    internal override JsValue Call(Machine _, JsValue thisValue, JsValue[] arguments)
    {
        if (code.IsClass)
            throw machine.TypeError($"Class constructor {Name} cannot be invoked without 'new'");
        var frame = NewFrame(arguments, null);
        frame.This = thisValue;
        return code.IsAsync ? Promises.Of(() => code.Run(frame, scope)) : code.Run(frame, scope);
    }

    internal override JsValue Construct(Machine _, JsValue[] arguments, JsFunction target)
    {
        var frame = NewFrame(arguments, target);
        if (code.IsDerived)
        {
            frame.This = JsValue.Empty;
        }
        else
        {
            frame.This = JsValue.Of(new JsObject(target.Get(machine, "prototype") is { IsObject: true } own ? own.Object : Intrinsics.ObjectPrototype));
            InitialiseFields(machine, frame.This);
        }

        var result = code.Run(frame, scope);
        if (result.IsObject)
            return result;
        return frame.This.IsEmpty ? throw SuperCall.NotCalledYet(frame, code.Position) : frame.This;
    }

    private Frame NewFrame(JsValue[] arguments, JsFunction? target) =>
        new(machine, code.LocalCount, scope, Maker) { Arguments = arguments, Callee = this, Target = target };

    internal void SetFields((string Key, ClosureFunction? Value)[] fields) => _fields = fields;

    internal void InitialiseFields(Machine running, JsValue instance)
    {
        foreach (var (key, value) in _fields)
        {
            running.Allocate(PropertyBytes);
            var flags = key.StartsWith('#') ? PropertyFlags.Writable : PropertyFlags.Open;
            instance.Object.Define(key, value?.Call(running, instance, []) ?? JsValue.Undefined, flags);
        }
    }

    internal override bool TryGetOwn(string key, out Property property)
    {
        if (base.TryGetOwn(key, out property))
            return true;
        if (key != "prototype" || !code.IsConstructor)
            return false;
        var prototype = new JsObject();
        prototype.Define("constructor", JsValue.Of(this), PropertyFlags.Hidden);
        Define("prototype", JsValue.Of(prototype), PropertyFlags.Writable);
        return base.TryGetOwn(key, out property);
    }
}
