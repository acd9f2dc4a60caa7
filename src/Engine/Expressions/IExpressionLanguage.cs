using System.Text.Json;
using Lendflow.Scripting;

namespace Lendflow.Engine.Expressions;

/// <summary>A language for expressions beside the engine's own, JavaScript. A language brings an expression type and the
/// activity <c>Elsa.Run…</c> of the same name. Decisions are replayed: the same source, scope, time and random numbers must
/// give the same value, and running code must not touch the outside.</summary>
public interface IExpressionLanguage
{
    /// <summary>What definitions call it as the type of an expression, for example <c>CSharp</c>.</summary>
    string Name { get; }

    /// <summary>What people call it.</summary>
    string DisplayName { get; }

    /// <summary>Makes code ready to run. Called when a definition is taken in and when a graph is built, never between two steps.</summary>
    /// <param name="declared">What is declared around the expression.</param>
    ExpressionCode Compile(string source, Declarations declared);
}

/// <summary>An expression in such a language, compiled once and run on any thread.</summary>
public abstract class ExpressionCode
{
    /// <summary>Why it cannot run; null when it can.</summary>
    public abstract ScriptError? Problem { get; }

    /// <summary>Runs it in the scope of an execution. Failures of the code are values; only bugs of the language throw.</summary>
    public abstract ExpressionResult Run(ExpressionScope scope);
}

/// <summary>What running an expression gave.</summary>
/// <param name="Value">Undefined for none.</param>
/// <param name="Error">Null when it succeeded.</param>
public readonly record struct ExpressionResult(JsonElement Value, ScriptError? Error);
