using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lendflow.CSharp;

static class ScriptBody
{
    /// <summary>The author's statements inside the program around them.</summary>
    public static BlockSyntax Of(SyntaxNode root) => root.DescendantNodes()
        .OfType<MethodDeclarationSyntax>()
        .First(m => m.Identifier.Text == nameof(FlowScript.Body) && m.Parent is ClassDeclarationSyntax { Identifier.Text: ScriptText.ClassName }).Body!;
}
