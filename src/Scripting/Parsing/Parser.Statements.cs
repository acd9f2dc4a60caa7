using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

internal sealed partial class Parser
{
    private Statement ParseStatement() => Nested(() =>
    {
        var statement = ParseStatement([]);
        return _unresolvedDefault < 0 ? statement : throw new SourceException("Invalid shorthand property initializer", _unresolvedDefault);
    });

    /// <summary>The body of an if or loop: a declaration needs a block around it.</summary>
    private Statement ParseBodyStatement()
    {
        var statement = ParseStatement();
        return statement is FunctionDeclaration or ClassDeclaration or VariableDeclaration { Kind: not VariableKind.Var }
            ? throw new SourceException("Expected a block around the declaration", statement.Position)
            : statement;
    }

    private Statement ParseStatement(string[] labels)
    {
        var start = _token.Start;
        if (_token.Is("{"))
            return ParseBlock();
        if (Take(";"))
            return new Empty(start);
        if (_token.Kind == TokenKind.Keyword && ParseKeywordStatement(labels) is { } statement)
            return statement;
        if (_token.IsName("let") && StartsLexicalDeclaration())
            return ParseVariables(VariableKind.Let);
        if (_token.IsName("async") && IsAsyncFunction())
            return ParseFunctionDeclaration();
        return ParseExpressionStatement(labels);
    }

    private Statement? ParseKeywordStatement(string[] labels)
    {
        switch (_token.Text)
        {
            case "var": return ParseVariables(VariableKind.Var);
            case "const": return ParseVariables(VariableKind.Const);
            case "function": return ParseFunctionDeclaration();
            case "class": return ParseClassDeclaration();
            case "if": return ParseIf();
            case "for": return ParseFor(labels);
            case "while": return ParseWhile(labels);
            case "do": return ParseDoWhile(labels);
            case "switch": return ParseSwitch(labels);
            case "return": return ParseReturn();
            case "break": return ParseJump(Completion.Break);
            case "continue": return ParseJump(Completion.Continue);
            case "throw": return ParseThrow();
            case "try": return ParseTry();
            case "debugger":
                var start = Advance().Start;
                EndStatement();
                return new Empty(start);
            case "import" or "export" or "with" or "enum":
                throw new SourceException($"'{_token.Text}' is not supported", _token.Start);
            default: return null;
        }
    }

    private Statement ParseExpressionStatement(string[] labels)
    {
        var start = _token.Start;
        var expression = ParseExpression();
        if (expression is Identifier label && _token.Is(":"))
            return ParseLabelled(label, labels);
        EndStatement();
        return new ExpressionStatement(start, expression);
    }

    private Labelled ParseLabelled(Identifier label, string[] labels)
    {
        Advance();
        if (!_function.Labels.Add(label.Name))
            throw new SourceException($"Label '{label.Name}' has already been declared", label.Position);
        var body = Nested(() => ParseStatement([.. labels, label.Name]));
        _function.Labels.Remove(label.Name);
        return new Labelled(label.Position, label.Name, body);
    }

    private Block ParseBlock()
    {
        var start = Expect("{");
        return new Block(start, ParseStatementsUntilBrace());
    }

    private StatementList ParseStatementsUntilBrace()
    {
        var statements = new List<Statement>();
        while (!_token.Is("}"))
        {
            if (_token.Kind == TokenKind.End)
                throw Unexpected("'}'");
            statements.Add(ParseStatement());
        }

        Advance();
        return new StatementList([.. statements]);
    }

    /// <summary><c>let</c> is a name unless a name or pattern follows.</summary>
    private bool StartsLexicalDeclaration()
    {
        var (token, position) = (_token, _lexer.Position);
        var next = _lexer.Next();
        (_token, _lexer.Position) = (token, position);
        return next.Kind == TokenKind.Name || next.Is("[") || next.Is("{");
    }

    private VariableDeclaration ParseVariables(VariableKind kind)
    {
        var start = _token.Start;
        var declaration = ParseVariableList(kind, allowsIn: true);
        foreach (var (target, value) in declaration)
            CheckInitialised(kind, target, value);
        EndStatement();
        return new VariableDeclaration(start, kind, declaration);
    }

    private static void CheckInitialised(VariableKind kind, ITarget target, Expression? value)
    {
        if (value is null && (kind == VariableKind.Const || target is not Identifier))
            throw new SourceException("Missing initializer in declaration", ((Node)target).Position);
    }

    private (ITarget Target, Expression? Value)[] ParseVariableList(VariableKind kind, bool allowsIn)
    {
        Advance();
        var variables = new List<(ITarget, Expression?)>();
        do
        {
            var target = ParseBindingTarget();
            if (kind == VariableKind.Var)
                _function.VarNames.AddRange(target.Names);
            variables.Add((target, Take("=") ? ParseAssignment(allowsIn) : null));
        }
        while (Take(","));
        return [.. variables];
    }

    private If ParseIf()
    {
        var start = Advance().Start;
        var test = ParseCondition();
        var then = ParseBodyStatement();
        return new If(start, test, then, TakeKeyword("else") ? ParseBodyStatement() : null);
    }

    private Expression ParseCondition()
    {
        Expect("(");
        var test = ParseExpression();
        Expect(")");
        return test;
    }

    private Statement ParseLoopBody()
    {
        _function.LoopDepth++;
        var body = ParseBodyStatement();
        _function.LoopDepth--;
        return body;
    }

    private While ParseWhile(string[] labels)
    {
        var start = Advance().Start;
        var test = ParseCondition();
        return new While(start, labels, test, ParseLoopBody());
    }

    private DoWhile ParseDoWhile(string[] labels)
    {
        var start = Advance().Start;
        var body = ParseLoopBody();
        ExpectKeyword("while");
        var test = ParseCondition();
        Take(";");
        return new DoWhile(start, labels, body, test);
    }

    private Statement ParseFor(string[] labels)
    {
        var start = Advance().Start;
        if (_token.IsName("await"))
            Advance();
        Expect("(");
        if (DeclaredKind() is { } kind)
        {
            var declarationStart = _token.Start;
            var variables = ParseVariableList(kind, allowsIn: false);
            if (variables is [(var target, null)] && IsForEach())
                return ParseForEach(start, labels, kind, target);
            foreach (var (declared, value) in variables)
                CheckInitialised(kind, declared, value);
            return ParseForRest(start, labels, new VariableDeclaration(declarationStart, kind, variables));
        }

        if (_token.Is(";"))
            return ParseForRest(start, labels, null);
        var before = _unresolvedDefault;
        var first = ParseExpression(allowsIn: false);
        if (!IsForEach())
            return ParseForRest(start, labels, new Initialiser(first));
        _unresolvedDefault = before;
        return ParseForEach(start, labels, null, ToTarget(first, mustDeclare: false));
    }

    private VariableKind? DeclaredKind()
    {
        if (_token.IsKeyword("var"))
            return VariableKind.Var;
        if (_token.IsKeyword("const"))
            return VariableKind.Const;
        return _token.IsName("let") && StartsLexicalDeclaration() ? VariableKind.Let : null;
    }

    private bool IsForEach() => _token.IsKeyword("in") || _token.IsName("of");

    private ForEach ParseForEach(int start, string[] labels, VariableKind? kind, ITarget target)
    {
        var overKeys = Advance().Text == "in";
        var source = overKeys ? ParseExpression() : ParseAssignment();
        Expect(")");
        return new ForEach(start, labels, overKeys, kind, target, source, ParseLoopBody());
    }

    private For ParseForRest(int start, string[] labels, Statement? first)
    {
        Expect(";");
        var test = _token.Is(";") ? null : ParseExpression();
        Expect(";");
        var next = _token.Is(")") ? null : ParseExpression();
        Expect(")");
        return new For(start, labels, first, test, next, ParseLoopBody());
    }

    private Switch ParseSwitch(string[] labels)
    {
        var start = Advance().Start;
        var subject = ParseCondition();
        Expect("{");
        var cases = new List<Case>();
        _function.SwitchDepth++;
        while (!Take("}"))
            cases.Add(ParseCase());
        _function.SwitchDepth--;
        if (cases.Count(c => c.Test is null) > 1)
            throw new SourceException("Expected at most one default clause, but the switch has more", start);
        return new Switch(start, labels, subject, [.. cases]);
    }

    private Case ParseCase()
    {
        Expression? test = null;
        if (TakeKeyword("case"))
            test = ParseExpression();
        else
            ExpectKeyword("default");
        Expect(":");
        var statements = new List<Statement>();
        while (!_token.IsKeyword("case") && !_token.IsKeyword("default") && !_token.Is("}"))
            statements.Add(ParseStatement());
        return new Case(test, new StatementList([.. statements]));
    }

    private Return ParseReturn()
    {
        var start = Advance().Start;
        var hasValue = !_token.Is(";") && !_token.Is("}") && _token.Kind != TokenKind.End && !_token.AfterNewline;
        var value = hasValue ? ParseExpression() : null;
        EndStatement();
        return new Return(start, value);
    }

    private Jump ParseJump(Completion completion)
    {
        var keyword = Advance();
        string? label = null;
        if (_token.Kind == TokenKind.Name && !_token.AfterNewline)
            label = Advance().Text;
        EndStatement();
        if (label is not null && !_function.Labels.Contains(label))
            throw new SourceException($"Undefined label '{label}'", keyword.Start);
        var hasPlace = label is not null || _function.LoopDepth > 0 || (completion == Completion.Break && _function.SwitchDepth > 0);
        return hasPlace
            ? new Jump(keyword.Start, completion, label)
            : throw new SourceException($"Expected '{keyword.Text}' inside a loop, but there is none around it", keyword.Start);
    }

    private Throw ParseThrow()
    {
        var start = Advance().Start;
        if (_token.AfterNewline)
            throw new SourceException("Illegal newline after throw", start);
        var value = ParseExpression();
        EndStatement();
        return new Throw(start, value);
    }

    private Try ParseTry()
    {
        var start = Advance().Start;
        var body = ParseBlock();
        ITarget? caught = null;
        Block? handler = null;
        if (TakeKeyword("catch"))
        {
            if (Take("("))
            {
                caught = ParseBindingTarget();
                Expect(")");
            }

            handler = ParseBlock();
        }

        var finalizer = TakeKeyword("finally") ? ParseBlock() : null;
        if (handler is null && finalizer is null)
            throw Unexpected("'catch' or 'finally'");
        return new Try(start, body, caught, handler, finalizer);
    }
}
