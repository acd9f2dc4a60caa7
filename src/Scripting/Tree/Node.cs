namespace Lendflow.Scripting.Tree;

/// <summary>A construct of the language: knows how its names are resolved (once) and how it runs (many times, on any thread).</summary>
/// <param name="position">Offset in the source, for error messages.</param>
internal abstract class Node(int position)
{
    internal int Position => position;

    /// <summary>Finds the variables that the names inside mean. Go down with <see cref="Binder.Visit(Node)"/>.</summary>
    internal abstract void Resolve(Binder binder);
}

internal abstract class Expression(int position) : Node(position)
{
    internal abstract JsValue Evaluate(Frame frame);

    /// <summary>The truthiness of the value.</summary>
    internal virtual bool Test(Frame frame) => Evaluate(frame).IsTruthy;

    /// <summary>How an error message calls the value.</summary>
    internal virtual string Describe() => "(intermediate value)";
}

internal abstract class Statement(int position) : Node(position)
{
    /// <summary>Set at the top of a script, where statements leave the script's result behind.</summary>
    internal bool IsTop { get; set; }

    internal abstract Completion Execute(Frame frame);
}

/// <summary>What can stand on the left of an assignment or in a declaration: a name, a member or a pattern.</summary>
internal interface ITarget
{
    /// <param name="declares">True in let, const, var and parameters: the variable gets its first value.</param>
    void Store(Frame frame, JsValue value, bool declares);

    /// <summary>The names a declaration of this target declares.</summary>
    IEnumerable<Identifier> Names { get; }
}
