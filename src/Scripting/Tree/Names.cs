namespace Lendflow.Scripting.Tree;

internal enum VariableKind : byte
{
    Var,
    Let,
    Const,
    Function,
}

/// <summary>A declared name; its place at run time is known once the whole script has been resolved.</summary>
internal sealed class Variable(string name, VariableKind kind, NameScope scope)
{
    internal string Name => name;

    internal VariableKind Kind => kind;

    internal NameScope Scope => scope;

    /// <summary>Used by an inner function: lives in a <see cref="Running.Scope"/> instead of the frame.</summary>
    internal bool IsCaptured { get; set; }

    /// <summary>May be read before its declaration has run, so it starts out empty.</summary>
    internal bool NeedsDeadZone { get; set; }

    internal bool IsInitialised { get; set; } = kind is VariableKind.Var or VariableKind.Function;

    internal int Slot { get; set; }

    /// <summary>Gives the variable its first value in the scope just entered.</summary>
    internal void Initialise(Frame frame, JsValue value)
    {
        if (IsCaptured)
            frame.Scope!.Slots[Slot] = value;
        else
            frame.Locals[Slot] = value;
    }
}

/// <summary>Where names are declared: a function, a block, a loop head, a catch clause.</summary>
internal sealed class NameScope(NameScope? parent, FunctionCode function)
{
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private Variable[] _deadZone = [];

    internal NameScope? Parent => parent;

    internal FunctionCode Function => function;

    internal int HeapSize { get; private set; }

    internal IReadOnlyCollection<Variable> Variables => _variables.Values;

    /// <summary>Set when the switch may jump over declarations.</summary>
    internal bool MaySkipDeclarations { get; init; }

    internal Variable? Find(string name) => _variables.GetValueOrDefault(name);

    internal Variable Declare(Identifier name, VariableKind kind) => Declare(name.Name, kind, name.Position);

    internal Variable Declare(string name, VariableKind kind, int position)
    {
        if (_variables.TryGetValue(name, out var before))
        {
            var bothMayRepeat = before.Kind is VariableKind.Var or VariableKind.Function && kind is VariableKind.Var or VariableKind.Function;
            return bothMayRepeat ? before : throw new Parsing.SourceException($"Identifier '{name}' has already been declared", position);
        }

        return _variables[name] = new Variable(name, kind, this);
    }

    /// <summary>Gives every variable its slot.</summary>
    internal void Place()
    {
        foreach (var variable in _variables.Values)
        {
            if (variable.IsCaptured)
                variable.Slot = HeapSize++;
            else
                variable.Slot = function.LocalCount++;
        }

        _deadZone = [.. _variables.Values.Where(v => v.NeedsDeadZone)];
    }

    /// <summary>Makes room for the variables at run time and empties those that may be read too early.</summary>
    internal void Enter(Frame frame)
    {
        if (HeapSize > 0)
        {
            frame.Machine.Allocate(32 + (HeapSize * 16));
            frame.Scope = new Scope(frame.Scope, HeapSize);
        }

        foreach (var variable in _deadZone)
            variable.Initialise(frame, JsValue.Empty);
    }

    /// <summary>Back to the scope outside.</summary>
    internal void Leave(Frame frame)
    {
        if (HeapSize > 0)
            frame.Scope = frame.Scope!.Parent;
    }
}
