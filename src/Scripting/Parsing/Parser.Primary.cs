using Lendflow.Scripting.Patterns;
using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

internal sealed partial class Parser
{
    private Expression ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new Literal(token.Start, token.Number);
            case TokenKind.String:
                Advance();
                return new Literal(token.Start, token.Text);
            case TokenKind.Template:
                return ParseTemplate();
            case TokenKind.Name:
                return ParseName();
            case TokenKind.Keyword:
                return ParseKeywordExpression();
            case TokenKind.Punctuator:
                return ParsePunctuated();
            default:
                throw Unexpected("an expression");
        }
    }

    private Expression ParsePunctuated() => _token.Text switch
    {
        "(" => ParseParenthesised(isAsync: false),
        "[" => ParseArray(),
        "{" => ParseObject(),
        "/" or "/=" => ParseRegex(),
        _ => throw Unexpected("an expression"),
    };

    private Expression ParseKeywordExpression()
    {
        var token = _token;
        switch (token.Text)
        {
            case "function": return new FunctionExpression(ParseFunction(isAsync: false));
            case "class": return ParseClass();
            case "super": return ParseSuper();
        }

        Advance();
        return token.Text switch
        {
            "true" => new Literal(token.Start, true),
            "false" => new Literal(token.Start, false),
            "null" => new Literal(token.Start, JsValue.Null),
            "this" => new This(token.Start),
            "import" => throw new SourceException("'import' is not supported", token.Start),
            _ => throw new SourceException($"Expected an expression, but got '{token.Text}'", token.Start),
        };
    }

    private Expression ParseSuper()
    {
        var start = Advance().Start;
        if (_token.Is("("))
        {
            return _function.AllowsSuperCall
                ? new SuperCall(start, ParseArguments())
                : throw new SourceException("Expected 'super' to be called in the constructor of a derived class only", start);
        }

        if (Take("."))
            return new SuperMember(start, new Literal(_token.Start, ParseMemberName().Name));
        Expect("[");
        var key = ParseExpression();
        Expect("]");
        return new SuperMember(start, key);
    }

    private Expression ParseName()
    {
        if (_token.IsName("async"))
        {
            if (IsAsyncFunction())
            {
                Advance();
                return new FunctionExpression(ParseFunction(isAsync: true));
            }

            var async = Advance();
            if (_token is { Kind: TokenKind.Name, AfterNewline: false } && !_token.IsName("of"))
                return new ArrowHead(async.Start, [ParseBindingName()], isAsync: true);
            return _token is { AfterNewline: false } && _token.Is("(")
                ? ParseParenthesised(isAsync: true)
                : new Identifier(async.Start, async.Text);
        }

        var token = Advance();
        return new Identifier(token.Start, token.Text);
    }

    private bool IsAsyncFunction()
    {
        var (token, position) = (_token, _lexer.Position);
        var next = _lexer.Next();
        (_token, _lexer.Position) = (token, position);
        return next.IsKeyword("function") && !next.AfterNewline;
    }

    /// <summary>An expression in parentheses, or the parameters of an arrow.</summary>
    private Expression ParseParenthesised(bool isAsync)
    {
        var start = Expect("(");
        var items = new List<Expression>();
        var isHead = isAsync || _token.Is(")");
        while (!_token.Is(")"))
        {
            isHead |= _token.Is("...");
            items.Add(ParseSpreadOrAssignment());
            if (!_token.Is(")"))
            {
                Expect(",");
                isHead |= _token.Is(")");
            }
        }

        Advance();
        if (isHead || _token.Is("=>"))
            return new ArrowHead(start, items, isAsync);
        return items.Count == 1 ? items[0] : new Sequence(start, [.. items]);
    }

    private ArrayLiteral ParseArray()
    {
        var start = Advance().Start;
        var items = new List<Expression?>();
        while (!_token.Is("]"))
        {
            if (Take(","))
            {
                items.Add(null);
                continue;
            }

            items.Add(ParseSpreadOrAssignment());
            if (!_token.Is("]"))
                Expect(",");
        }

        Advance();
        return new ArrayLiteral(start, [.. items]);
    }

    private RegexLiteral ParseRegex()
    {
        _token = _lexer.ReadRegex(_token.Start, _token.AfterNewline);
        var token = Advance();
        return Pattern.TryCompile(token.Text, token.Extra, out var problem) is { } pattern
            ? new RegexLiteral(token.Start, pattern)
            : throw new SourceException($"Invalid regular expression: /{token.Text}/: {problem}", token.Start);
    }

    private Expression ParseTemplate()
    {
        var start = _token.Start;
        var texts = new List<string> { _token.Text };
        var parts = new List<Expression>();
        while (_token.Extra == "${")
        {
            Advance();
            parts.Add(ParseExpression());
            if (!_token.Is("}"))
                throw Unexpected("'}'");
            // The lexer stands right behind the brace.
            _token = _lexer.ReadTemplate(_token.Start);
            texts.Add(_token.Text);
        }

        Advance();
        return parts.Count == 0 ? new Literal(start, texts[0]) : new TemplateLiteral(start, [.. texts], [.. parts]);
    }

    private ObjectLiteral ParseObject()
    {
        var start = Advance().Start;
        var members = new List<Member>();
        while (!_token.Is("}"))
        {
            members.Add(ParseMemberOfObject());
            if (!_token.Is("}"))
                Expect(",");
        }

        Advance();
        return new ObjectLiteral(start, [.. members]);
    }

    private Member ParseMemberOfObject()
    {
        var start = _token;
        if (Take("..."))
            return new Member(MemberKind.Spread, new Literal(start.Start, JsValue.Undefined), ParseAssignment());
        var (kind, isAsync) = ParseMemberPrefix();
        var isShorthandName = _token.Kind == TokenKind.Name;
        var name = _token;
        var key = ParseKey();
        if (kind is MemberKind.Getter or MemberKind.Setter)
            return new Member(kind, key, ParseMethod(isAsync: false));
        if (_token.Is("("))
            return new Member(MemberKind.Method, key, ParseMethod(isAsync));
        if (Take(":"))
            return new Member(MemberKind.Value, key, ParseAssignment());
        if (!isShorthandName)
            throw Unexpected("':'");
        var value = new Identifier(name.Start, name.Text);
        if (!_token.Is("="))
            return new Member(MemberKind.Value, key, value);
        if (_unresolvedDefault < 0)
            _unresolvedDefault = _token.Start;
        var at = _unresolvedDefault;
        Advance();
        var member = new Member(MemberKind.Value, key, value, ParseAssignment());
        _unresolvedDefault = at;
        return member;
    }

    /// <summary><c>get</c>, <c>set</c> and <c>async</c> are prefixes only when a member's name follows them.</summary>
    private (MemberKind Kind, bool IsAsync) ParseMemberPrefix()
    {
        if (!_token.IsName("get") && !_token.IsName("set") && !_token.IsName("async"))
            return (MemberKind.Value, false);
        var (token, position) = (_token, _lexer.Position);
        var next = _lexer.Next();
        (_token, _lexer.Position) = (token, position);
        if (next.Kind == TokenKind.End || next is { Kind: TokenKind.Punctuator, Text: not ("[" or "#") })
            return (MemberKind.Value, false);
        return Advance().Text switch
        {
            "get" => (MemberKind.Getter, false),
            "set" => (MemberKind.Setter, false),
            _ => (MemberKind.Method, true),
        };
    }

    /// <summary>A member's name: a name, string, number, private name or computed key.</summary>
    private Expression ParseKey()
    {
        var token = _token;
        if (Take("["))
        {
            var key = ParseAssignment();
            Expect("]");
            return key;
        }

        switch (token.Kind)
        {
            case TokenKind.String:
                Advance();
                return new Literal(token.Start, token.Text);
            case TokenKind.Number:
                Advance();
                return new Literal(token.Start, NumberText.Of(token.Number));
            default:
                return new Literal(token.Start, ParseMemberName().Name);
        }
    }
}
