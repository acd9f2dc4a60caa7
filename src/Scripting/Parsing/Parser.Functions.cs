using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

internal sealed partial class Parser
{
    /// <summary>At <c>function</c>; for a declaration and an expression alike.</summary>
    private FunctionCode ParseFunction(bool isAsync, bool isDeclaration = false)
    {
        var start = Advance().Start;
        if (_token.Is("*"))
            throw new SourceException("Generators are not supported", _token.Start);
        var name = _token.Kind == TokenKind.Name ? Advance().Text : "";
        return InFunction(isAsync, allowsSuperCall: false, context =>
        {
            var parameters = ParseParameters();
            return new FunctionCode(start, name, parameters, ParseBody())
            {
                IsAsync = isAsync,
                IsConstructor = !isAsync,
                KnowsItself = !isDeclaration && name.Length > 0,
                VarNames = context.VarNames,
            };
        });
    }

    private FunctionDeclaration ParseFunctionDeclaration()
    {
        var isAsync = _token.IsName("async");
        if (isAsync)
            Advance();
        var nameAt = _token.End;
        var code = ParseFunction(isAsync, isDeclaration: true);
        return code.Name.Length > 0
            ? new FunctionDeclaration(new Identifier(code.Position, code.Name), new FunctionExpression(code))
            : throw new SourceException("Expected a name behind 'function'", nameAt);
    }

    /// <summary>Parameters and body of a method, getter or setter.</summary>
    private FunctionExpression ParseMethod(bool isAsync, bool isDerivedConstructor = false, bool isClass = false)
    {
        var start = _token.Start;
        return new FunctionExpression(InFunction(isAsync, isDerivedConstructor, context =>
        {
            var parameters = ParseParameters();
            return new FunctionCode(start, "", parameters, ParseBody())
            {
                IsAsync = isAsync,
                IsClass = isClass,
                IsConstructor = isClass,
                IsDerived = isDerivedConstructor,
                VarNames = context.VarNames,
            };
        }));
    }

    private FunctionExpression ParseArrow(ArrowHead head, bool allowsIn)
    {
        Expect("=>");
        var parameters = ToParameters(head.Items);
        return new FunctionExpression(InFunction(head.IsAsync, _function.AllowsSuperCall, context =>
        {
            var hasBody = _token.Is("{");
            var result = hasBody ? null : ParseAssignment(allowsIn);
            return new FunctionCode(head.Position, "", parameters, hasBody ? ParseBody() : new StatementList([]))
            {
                IsArrow = true,
                IsAsync = head.IsAsync,
                ResultExpression = result,
                VarNames = context.VarNames,
            };
        }));
    }

    private FunctionCode InFunction(bool isAsync, bool allowsSuperCall, Func<FunctionContext, FunctionCode> parse)
    {
        var (outer, outerDefault) = (_function, _unresolvedDefault);
        _function = new FunctionContext { AllowsAwait = isAsync, AllowsSuperCall = allowsSuperCall };
        _unresolvedDefault = -1;
        var code = parse(_function);
        (_function, _unresolvedDefault) = (outer, outerDefault);
        return code;
    }

    private Element[] ParseParameters()
    {
        Expect("(");
        var parameters = new List<Element>();
        while (!_token.Is(")"))
        {
            var isRest = Take("...");
            var target = ParseBindingTarget();
            parameters.Add(new Element(target, !isRest && Take("=") ? ParseAssignment() : null, isRest));
            if (isRest && !_token.Is(")"))
                throw new SourceException("Rest parameter must be last formal parameter", _token.Start);
            if (!_token.Is(")"))
                Expect(",");
        }

        Advance();
        return [.. parameters];
    }

    private StatementList ParseBody()
    {
        Expect("{");
        return ParseStatementsUntilBrace();
    }

    private ClassDeclaration ParseClassDeclaration()
    {
        var type = ParseClass();
        return type.Name.Length > 0
            ? new ClassDeclaration(new Identifier(type.Position, type.Name), type)
            : throw new SourceException("Expected a name behind 'class'", type.Position);
    }

    private ClassExpression ParseClass()
    {
        var start = Advance().Start;
        var name = _token.Kind == TokenKind.Name ? Advance().Text : "";
        var parent = TakeKeyword("extends") ? Nested(ParsePostfix) : null;
        FunctionExpression? constructor = null;
        var (members, fields) = (new List<Member>(), new List<Member>());
        Expect("{");
        while (!Take("}"))
        {
            if (Take(";"))
                continue;
            var member = ParseMemberOfClass(parent is not null);
            if (member is { IsStatic: false, Value: FunctionExpression { Code.IsClass: true } written })
                constructor = written;
            else
                (member.Kind == MemberKind.Value ? fields : members).Add(member);
        }

        return new ClassExpression(start, name, parent, constructor ?? DefaultConstructor(start, parent is not null), [.. members], [.. fields]);
    }

    private Member ParseMemberOfClass(bool isDerived)
    {
        var isStatic = IsPrefix("static");
        if (isStatic)
            Advance();
        if (isStatic && _token.Is("{"))
            throw new SourceException("Static blocks are not supported", _token.Start);
        var (kind, isAsync) = ParseMemberPrefix();
        var isConstructor = !isStatic && kind == MemberKind.Value && _token.IsName("constructor");
        var key = ParseKey();
        if (_token.Is("("))
        {
            var method = ParseMethod(isAsync, isConstructor && isDerived, isConstructor);
            return new Member(kind == MemberKind.Value ? MemberKind.Method : kind, key, method, IsStatic: isStatic);
        }

        var value = Take("=") ? ParseFieldValue() : null;
        EndStatement();
        return new Member(MemberKind.Value, key, value, IsStatic: isStatic);
    }

    /// <summary>Whether this name stands before a member's name rather than being one.</summary>
    private bool IsPrefix(string word)
    {
        if (!_token.IsName(word))
            return false;
        var (token, position) = (_token, _lexer.Position);
        var next = _lexer.Next();
        (_token, _lexer.Position) = (token, position);
        return !next.Is("(") && !next.Is("=") && !next.Is(";") && !next.Is("}");
    }

    /// <summary>A field's value is evaluated for each instance, with the instance as <c>this</c>.</summary>
    private FunctionExpression ParseFieldValue()
    {
        var start = _token.Start;
        return new FunctionExpression(InFunction(isAsync: false, allowsSuperCall: false, context => new FunctionCode(start, "", [], new StatementList([]))
        {
            ResultExpression = ParseAssignment(),
            VarNames = context.VarNames,
        }));
    }

    private static FunctionExpression DefaultConstructor(int start, bool isDerived)
    {
        Element[] parameters = isDerived ? [new Element(new Identifier(start, "args"), null, IsRest: true)] : [];
        Statement[] body = isDerived
            ? [new ExpressionStatement(start, new SuperCall(start, [new Spread(start, new Identifier(start, "args"))]))]
            : [];
        return new FunctionExpression(new FunctionCode(start, "", parameters, new StatementList(body))
        {
            IsClass = true,
            IsConstructor = true,
            IsDerived = isDerived,
        });
    }
}
