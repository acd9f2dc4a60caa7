using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lendflow.CSharp;

/// <summary>Puts the guard's check into every turn of a loop and every call of a function, and the decision's own time and random
/// numbers in the place of the machine's.</summary>
sealed class GuardedCode(SemanticModel model) : CSharpSyntaxRewriter
{
    const string GuardClass = "global::Lendflow.CSharp.Guard";

    static readonly StatementSyntax Check = SyntaxFactory.ParseStatement($"{GuardClass}.Step();");

    static readonly Dictionary<string, string> Replaced = new()
    {
        ["System.DateTime.Now"] = "UtcNow",
        ["System.DateTime.UtcNow"] = "UtcNow",
        ["System.DateTime.Today"] = "Today",
        ["System.DateTimeOffset.Now"] = "UtcNowWithOffset",
        ["System.DateTimeOffset.UtcNow"] = "UtcNowWithOffset",
        ["System.Guid.NewGuid()"] = "NewGuid",
    };

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) => Replacement(node) ?? base.VisitMemberAccessExpression(node);

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => Replacement(node) ?? base.VisitIdentifierName(node);

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => Checked((ForStatementSyntax)base.VisitForStatement(node)!);

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var visited = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return visited.WithStatement(First(visited.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var visited = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return visited.WithStatement(First(visited.Statement));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(First(visited.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(First(visited.Statement));
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        if (visited.Body is { } block) return visited.WithBody(First(block));
        var isVoid = model.GetDeclaredSymbol(node) is IMethodSymbol { ReturnsVoid: true };
        return visited.WithBody(AsBlock(visited.ExpressionBody!.Expression, isVoid)).WithExpressionBody(null).WithSemicolonToken(default);
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Lambda(node, (LambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => Lambda(node, (LambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!);

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var visited = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return visited.WithBlock(First(visited.Block));
    }

    LambdaExpressionSyntax Lambda(LambdaExpressionSyntax node, LambdaExpressionSyntax visited)
    {
        if (visited.Block is { } block) return visited.WithBlock(First(block));
        var isVoid = model.GetSymbolInfo(node).Symbol is IMethodSymbol { ReturnsVoid: true };
        return visited.WithExpressionBody(null).WithBlock(AsBlock(visited.ExpressionBody!, isVoid));
    }

    ExpressionSyntax? Replacement(ExpressionSyntax node) =>
        model.GetSymbolInfo(node).Symbol is { } symbol && Replaced.TryGetValue(symbol.ToDisplayString(), out var member)
            ? SyntaxFactory.ParseExpression($"{GuardClass}.{member}").WithTriviaFrom(node)
            : null;

    static ForStatementSyntax Checked(ForStatementSyntax loop) => loop.WithStatement(First(loop.Statement));

    static BlockSyntax First(StatementSyntax statement) =>
        statement is BlockSyntax block ? block.WithStatements(block.Statements.Insert(0, Check)) : SyntaxFactory.Block(Check, statement);

    static BlockSyntax AsBlock(ExpressionSyntax expression, bool isVoid) => SyntaxFactory.Block(Check, expression is ThrowExpressionSyntax thrown
        ? SyntaxFactory.ThrowStatement(thrown.Expression)
        : isVoid
            ? SyntaxFactory.ExpressionStatement(expression)
            : SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), expression, SyntaxFactory.Token(SyntaxKind.SemicolonToken)));
}
