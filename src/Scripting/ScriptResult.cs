namespace Lendflow.Scripting;

/// <summary>How a run ended.</summary>
/// <param name="Steps">Steps used, in the sense of <see cref="ScriptLimits.Steps"/>.</param>
public abstract record ScriptResult(int Steps)
{
    /// <summary>The value of the last expression statement, or of a top-level <c>return</c>; a promise is unwrapped.</summary>
    public sealed record Value(JsValue Result, int Steps) : ScriptResult(Steps);

    /// <summary>An error the script did not catch, or a breach of a limit.</summary>
    public sealed record Failed(ScriptError Error, int Steps) : ScriptResult(Steps);
}

/// <summary>Why a script could not be parsed or did not finish.</summary>
public enum ScriptErrorKind
{
    /// <summary>The source is not in the supported language.</summary>
    Syntax,

    /// <summary>The script threw something other than one of the standard errors below.</summary>
    Thrown,

    TypeError,
    ReferenceError,
    RangeError,

    /// <summary>A syntax error met while running: bad JSON, a bad regular expression.</summary>
    SyntaxError,

    StepLimit,
    TimeLimit,
    MemoryLimit,
    RecursionLimit,
}

/// <summary>A script's failure.</summary>
/// <param name="Line">1-based line in the source; 0 when unknown.</param>
/// <param name="Column">1-based column in UTF-16 units; 0 when unknown.</param>
public sealed record ScriptError(ScriptErrorKind Kind, string Message, int Line, int Column)
{
    public override string ToString() => Line > 0 ? $"{Kind} at {Line}:{Column}: {Message}" : $"{Kind}: {Message}";
}

/// <summary>Thrown by a host function to raise an error in the script, which the script may catch.</summary>
public sealed class ScriptException : Exception
{
    public ScriptException(string message)
        : base(message)
    {
    }

    public ScriptException(string message, ScriptErrorKind kind)
        : base(message) => Kind = kind;

    public ScriptException()
    {
    }

    public ScriptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>TypeError, RangeError, ReferenceError, SyntaxError or Thrown (a plain <c>Error</c>, the default).</summary>
    public ScriptErrorKind Kind { get; } = ScriptErrorKind.Thrown;
}
