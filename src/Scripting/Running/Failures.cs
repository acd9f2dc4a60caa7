namespace Lendflow.Scripting.Running;

/// <summary>A value thrown in a script, on its way to a catch.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always carries a script value.")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves this assembly.")]
internal sealed class JsThrow(JsValue value, int position) : Exception
{
    internal JsValue Value => value;

    internal int Position => position;
}

/// <summary>A limit was breached; no script catches this.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always carries the limit's kind.")]
[SuppressMessage("Design", "CA1064", Justification = "Never leaves this assembly.")]
internal sealed class LimitBreach(ScriptErrorKind kind, string message) : Exception(message)
{
    internal ScriptErrorKind Kind => kind;
}
