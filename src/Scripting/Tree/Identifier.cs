namespace Lendflow.Scripting.Tree;

/// <summary>A name used as a value, assigned to or declared.</summary>
internal sealed class Identifier(int position, string name) : Expression(position), ITarget
{
    internal const int InFrame = -1;
    private const int Global = -2;

    private int _hops = Global;
    private int _slot;
    private bool _isConstant;

    internal string Name => name;

    IEnumerable<Identifier> ITarget.Names => [this];

    internal override void Resolve(Binder binder) => binder.Refer(this);

    internal void Bind(Variable variable, int hops)
    {
        _hops = hops;
        _slot = variable.Slot;
        _isConstant = variable.Kind == VariableKind.Const;
    }

    internal bool IsGlobal => _hops == Global;

    internal override string Describe() => name;

    internal override JsValue Evaluate(Frame frame)
    {
        if (_hops == Global)
            return ReadGlobal(frame.Machine);
        ref var slot = ref Slot(frame);
        return slot.IsEmpty ? throw TooEarly(frame) : slot;
    }

    private JsValue ReadGlobal(Machine machine)
    {
        if (machine.TryGetGlobal(name, out var value))
            return value;
        machine.Position = Position;
        throw machine.ReferenceError($"{name} is not defined");
    }

    /// <summary>For typeof: undefined when no such global exists.</summary>
    internal JsValue EvaluateOrUndefined(Frame frame)
    {
        if (_hops != Global)
            return Evaluate(frame);
        return frame.Machine.TryGetGlobal(name, out var value) ? value : JsValue.Undefined;
    }

    public void Store(Frame frame, JsValue value, bool declares)
    {
        if (_hops == Global)
        {
            frame.Machine.SetGlobal(name, value);
            return;
        }

        ref var slot = ref Slot(frame);
        if (!declares && (_isConstant || slot.IsEmpty))
            throw slot.IsEmpty ? TooEarly(frame) : frame.Machine.TypeError(Position, "Assignment to constant variable.");
        slot = value;
    }

    /// <summary>The place of a variable that is surely a number counter: null reference unless it is a plain local.</summary>
    internal ref JsValue PlainSlot(Frame frame)
    {
        if (_hops == Global || _isConstant)
            return ref Unsafe.NullRef<JsValue>();
        return ref Slot(frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref JsValue Slot(Frame frame)
    {
        if (_hops == InFrame)
            return ref frame.Locals[_slot];
        return ref CapturedSlot(frame);
    }

    private ref JsValue CapturedSlot(Frame frame)
    {
        var scope = frame.Scope!;
        for (var i = _hops; i > 0; i--)
            scope = scope.Parent!;
        return ref scope.Slots[_slot];
    }

    private JsThrow TooEarly(Frame frame)
    {
        frame.Machine.Position = Position;
        return frame.Machine.ReferenceError($"Cannot access '{name}' before initialization");
    }
}
