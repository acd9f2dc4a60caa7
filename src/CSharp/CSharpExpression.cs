using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Scripting;

namespace Lendflow.CSharp;

/// <summary>One expression. It holds its text, not the compiled code, so that code can be unloaded while a graph is kept.</summary>
sealed class CSharpExpression : ExpressionCode
{
    readonly ScriptText text;
    readonly CompiledScripts scripts;

    public CSharpExpression(ScriptText text, CompiledScripts scripts)
    {
        (this.text, this.scripts) = (text, scripts);
        Problem = scripts.Get(text).Problem;
    }

    public override ScriptError? Problem { get; }

    public override ExpressionResult Run(ExpressionScope scope)
    {
        try
        {
            return new ExpressionResult(Guard.Execute(scope, scripts.Get(text)), null);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or AccessViolationException))
        {
            // Whatever an author's code throws is an incident of the step, not an error of the engine.
            return Failed(e);
        }
    }

    static ExpressionResult Failed(Exception e) =>
        new(default(JsonElement), new ScriptError(ScriptErrorKind.Thrown, e is ScriptException ? e.Message : $"{e.GetType().Name}: {e.Message}", 0, 0));
}
