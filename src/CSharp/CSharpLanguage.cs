using Lendflow.Engine.Expressions;

namespace Lendflow.CSharp;

/// <summary>C# as a language for expressions. Code in the same process cannot be confined: what <see cref="AllowedCode"/> refuses and
/// <see cref="Guard"/> stops keeps authors from accidents, not an attacker from harm. Whoever turns it on trusts those who draw flows
/// as those who install programs.</summary>
/// <param name="cached">How many compiled expressions are kept; one that was pushed out is unloaded and compiled anew when it is
/// needed again.</param>
public sealed class CSharpLanguage(int cached = CSharpLanguage.DefaultCached) : IExpressionLanguage
{
    public const int DefaultCached = 500;

    readonly CompiledScripts scripts = new(cached);

    public string Name => "CSharp";

    public string DisplayName => "C#";

    public ExpressionCode Compile(string source, Declarations declared) => new CSharpExpression(ScriptText.Of(source, declared), scripts);
}
