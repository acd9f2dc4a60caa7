using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

internal sealed partial class Parser
{
    private Expression ParseExpression(bool allowsIn = true)
    {
        var first = ParseAssignment(allowsIn);
        if (!_token.Is(","))
            return first;
        var parts = new List<Expression> { first };
        while (Take(","))
            parts.Add(ParseAssignment(allowsIn));
        return new Sequence(first.Position, [.. parts]);
    }

    private Expression ParseAssignment(bool allowsIn = true) => Nested(() =>
    {
        var outerDefault = _unresolvedDefault;
        _unresolvedDefault = -1;
        var result = ParseAssignmentOrArrow(allowsIn);
        if (_unresolvedDefault < 0)
            _unresolvedDefault = outerDefault;
        return result;
    });

    private Expression ParseAssignmentOrArrow(bool allowsIn)
    {
        var start = _token;
        var left = ParseConditional(allowsIn);
        if (_token.Is("=>") && !_token.AfterNewline && (left is ArrowHead || (left is Identifier && start.Kind == TokenKind.Name)))
        {
            _unresolvedDefault = -1;
            return ParseArrow(left as ArrowHead ?? new ArrowHead(left.Position, [left], isAsync: false), allowsIn);
        }

        if (left is ArrowHead)
            throw Unexpected("'=>'");
        if (_token.Kind != TokenKind.Punctuator || !_token.Text.EndsWith('=') || _token.Text is "==" or "===" or "!=" or "!==" or "<=" or ">=")
            return left;
        var isParenthesised = start.Is("(") && left is ArrayLiteral or ObjectLiteral;
        if (_token.Is("=") && !isParenthesised)
        {
            var target = ToTarget(left, mustDeclare: false);
            _unresolvedDefault = -1;
            Advance();
            return new Assign(start.Start, target, ParseAssignment(allowsIn));
        }

        return ParseCompoundAssignment(left, allowsIn);
    }

    private Expression ParseCompoundAssignment(Expression target, bool allowsIn)
    {
        if (target is not (Identifier or MemberAccess))
            throw new SourceException("Invalid left-hand side in assignment", target.Position);
        var token = Advance();
        var value = ParseAssignment(allowsIn);
        var operation = token.Text[..^1];
        return operation switch
        {
            "&&" => new LogicalAssign(token.Start, target, value, AssignWhen.Truthy),
            "||" => new LogicalAssign(token.Start, target, value, AssignWhen.Falsy),
            "??" => new LogicalAssign(token.Start, target, value, AssignWhen.Nullish),
            _ => new CompoundAssign(token.Start, target, value, (Binary)MakeBinary(operation, token.Start, target, value)),
        };
    }

    private Expression ParseConditional(bool allowsIn)
    {
        var test = ParseBinary(1, allowsIn);
        if (!_token.Is("?"))
            return test;
        var position = Advance().Start;
        var then = ParseAssignment();
        Expect(":");
        return new Conditional(position, test, then, ParseAssignment(allowsIn));
    }

    private Expression ParseBinary(int minimum, bool allowsIn)
    {
        var isUnary = _token.Text is "-" or "+" or "!" or "~" or "typeof" or "void" or "delete" && _token.Kind is TokenKind.Punctuator or TokenKind.Keyword;
        var left = ParseUnary();
        while (Precedence(allowsIn) is var precedence && precedence >= minimum)
        {
            var token = Advance();
            if (token.Text == "**" && isUnary)
                throw new SourceException("Expected parentheses around the unary expression left of '**'", token.Start);
            // ** alone binds to the right.
            var right = token.Text == "**"
                ? Nested(() => ParseBinary(precedence, allowsIn))
                : ParseBinary(precedence + 1, allowsIn);
            left = MakeBinary(token.Text, token.Start, left, right);
            isUnary = false;
        }

        return left;
    }

    /// <summary>Of the operator that comes next; 0 when none does.</summary>
    private int Precedence(bool allowsIn)
    {
        if (_token.Kind == TokenKind.Keyword)
            return _token.Text == "instanceof" || (_token.Text == "in" && allowsIn) ? 8 : 0;
        if (_token.Kind != TokenKind.Punctuator)
            return 0;
        return _token.Text switch
        {
            "??" => 1,
            "||" => 2,
            "&&" => 3,
            "|" => 4,
            "^" => 5,
            "&" => 6,
            "==" or "!=" or "===" or "!==" => 7,
            "<" or ">" or "<=" or ">=" => 8,
            "<<" or ">>" or ">>>" => 9,
            "+" or "-" => 10,
            "*" or "/" or "%" => 11,
            "**" => 12,
            _ => 0,
        };
    }

    private static Expression MakeBinary(string operation, int at, Expression left, Expression right) => operation switch
    {
        "??" => new Coalesce(at, left, right),
        "||" => new Or(at, left, right),
        "&&" => new And(at, left, right),
        "|" => new Arithmetic<BitOr>(at, left, right),
        "^" => new Arithmetic<BitXor>(at, left, right),
        "&" => new Arithmetic<BitAnd>(at, left, right),
        "==" => new LooseEquality(at, false, left, right),
        "!=" => new LooseEquality(at, true, left, right),
        "===" => new StrictEquality(at, false, left, right),
        "!==" => new StrictEquality(at, true, left, right),
        "<" => new Comparison(at, Order.Less, left, right),
        ">" => new Comparison(at, Order.Greater, left, right),
        "<=" => new Comparison(at, Order.LessOrEqual, left, right),
        ">=" => new Comparison(at, Order.GreaterOrEqual, left, right),
        "instanceof" => new InstanceOf(at, left, right),
        "in" => new In(at, left, right),
        "<<" => new Arithmetic<ShiftLeft>(at, left, right),
        ">>" => new Arithmetic<ShiftRight>(at, left, right),
        ">>>" => new Arithmetic<ShiftRightUnsigned>(at, left, right),
        "+" => new Add(at, left, right),
        "-" => new Arithmetic<Subtract>(at, left, right),
        "*" => new Arithmetic<Multiply>(at, left, right),
        "/" => new Arithmetic<Divide>(at, left, right),
        "%" => new Arithmetic<Remainder>(at, left, right),
        "**" => new Arithmetic<Power>(at, left, right),
        _ => throw new SourceException($"Unknown operator '{operation}'", at),
    };

    private Expression ParseUnary()
    {
        var token = _token;
        if (token.Kind is TokenKind.Punctuator or TokenKind.Keyword)
        {
            switch (token.Text)
            {
                case "!": return new Not(token.Start, ParseOperand());
                case "-": return new Negate(token.Start, ParseOperand());
                case "+": return new Plus(token.Start, ParseOperand());
                case "~": return new BitNot(token.Start, ParseOperand());
                case "typeof": return new TypeOf(token.Start, ParseOperand());
                case "void": return new Discard(token.Start, ParseOperand());
                case "delete": return new Delete(token.Start, ParseOperand());
                case "++" or "--": return new Update(token.Start, CheckUpdatable(ParseOperand()), token.Text == "++" ? 1 : -1, isPrefix: true);
            }
        }

        if (token.IsName("await") && _function.AllowsAwait)
            return new Await(token.Start, ParseOperand());
        var operand = ParsePostfix();
        if ((!_token.Is("++") && !_token.Is("--")) || _token.AfterNewline)
            return operand;
        var step = Advance();
        return new Update(step.Start, CheckUpdatable(operand), step.Text == "++" ? 1 : -1, isPrefix: false);
    }

    private Expression ParseOperand() => Nested(() =>
    {
        Advance();
        return ParseUnary();
    });

    private static Expression CheckUpdatable(Expression operand) => operand is Identifier or MemberAccess
        ? operand
        : throw new SourceException("Expected a name or a member to increment or decrement", operand.Position);

    /// <summary>A primary expression and the members and calls behind it.</summary>
    private Expression ParsePostfix()
    {
        var expression = _token.IsKeyword("new") ? ParseNew() : ParsePrimary();
        if (expression is ArrowHead)
            return expression;
        var hasOptional = false;
        while (true)
        {
            var isOptional = _token.Is("?.");
            if (isOptional)
                Advance();
            hasOptional |= isOptional;
            if (ParseLink(expression, isOptional) is not { } longer)
                return hasOptional ? new OptionalChain(expression.Position, expression) : expression;
            expression = longer;
        }
    }

    /// <summary>One <c>.name</c>, <c>[key]</c> or <c>(arguments)</c>; null when there is none.</summary>
    private Expression? ParseLink(Expression target, bool isOptional)
    {
        var start = _token.Start;
        if (_token.Is("("))
            return new Call(target.Position, target, ParseArguments(), isOptional);
        if (_token.Kind == TokenKind.Template)
            throw new SourceException("Tagged templates are not supported", start);
        if (ParseMember(target, isOptional) is { } member)
            return member;
        if (!isOptional)
            return null;
        var (position, name) = ParseMemberName();
        return new MemberAccess(position, target, name, null, isOptional: true);
    }

    private MemberAccess? ParseMember(Expression target, bool isOptional)
    {
        if (_token.Is("["))
        {
            var start = Advance().Start;
            var key = ParseExpression();
            Expect("]");
            return new MemberAccess(start, target, null, key, isOptional);
        }

        if (isOptional || !Take("."))
            return null;
        var (position, name) = ParseMemberName();
        return new MemberAccess(position, target, name, null, isOptional: false);
    }

    private (int Position, string Name) ParseMemberName()
    {
        var isPrivate = Take("#");
        if (_token.Kind is not (TokenKind.Name or TokenKind.Keyword))
            throw Unexpected("a member name");
        var token = Advance();
        return (token.Start, isPrivate ? string.Intern("#" + token.Text) : token.Text);
    }

    private Expression[] ParseArguments()
    {
        Expect("(");
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            arguments.Add(ParseSpreadOrAssignment());
            if (!_token.Is(")"))
                Expect(",");
        }

        Advance();
        return [.. arguments];
    }

    private Expression ParseSpreadOrAssignment()
    {
        var start = _token.Start;
        return Take("...") ? new Spread(start, ParseAssignment()) : ParseAssignment();
    }

    private Expression ParseNew()
    {
        var start = Advance().Start;
        if (Take("."))
        {
            if (!_token.IsName("target"))
                throw Unexpected("'target'");
            Advance();
            return new NewTarget(start);
        }

        var callee = _token.IsKeyword("new") ? Nested(ParseNew) : ParsePrimary();
        while (ParseMember(callee, isOptional: false) is { } member)
            callee = member;
        return new New(start, callee, _token.Is("(") ? ParseArguments() : []);
    }
}
