namespace Lendflow.Scripting.Running;

/// <summary>Variables that closures capture; the others live in the frame.</summary>
internal sealed class Scope(Scope? parent, int size)
{
    internal Scope? Parent => parent;

    internal JsValue[] Slots { get; } = new JsValue[size];

    /// <summary>What the next round of a for-let loop sees: same values, its own variables.</summary>
    internal Scope Copy()
    {
        var copy = new Scope(parent, Slots.Length);
        Slots.CopyTo(copy.Slots, 0);
        return copy;
    }
}

/// <summary>One call in progress.</summary>
internal sealed class Frame(Machine machine, int localCount, Scope? scope, Frame? owner = null)
{
    /// <summary>The call whose <c>this</c>, <c>super</c> and <c>new.target</c> count here: an arrow shares those of where it was made.</summary>
    internal Frame Owner => owner ?? this;

    internal Machine Machine => machine;

    internal JsValue[] Locals { get; } = localCount == 0 ? [] : new JsValue[localCount];

    internal Scope? Scope { get; set; } = scope;

    internal JsValue This { get; set; }

    internal JsValue[] Arguments { get; init; } = [];

    internal JsFunction? Target { get; init; }

    internal ClosureFunction? Callee { get; init; }

    /// <summary>The value of <c>return</c>, or at the top of a script of the last expression statement.</summary>
    internal JsValue Result { get; set; }

    /// <summary>The label a break or continue looks for; null for the nearest.</summary>
    internal string? Label { get; set; }
}

/// <summary>How a statement ended.</summary>
internal enum Completion : byte
{
    Normal,
    Break,
    Continue,
    Return,
}
