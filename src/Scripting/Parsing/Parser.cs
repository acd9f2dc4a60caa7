using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

/// <summary>Recursive descent over the tokens. What starts like an expression and turns out to be a pattern or an arrow's
/// parameters is parsed as an expression first and reinterpreted.</summary>
internal sealed partial class Parser
{
    /// <summary>How deep statements and expressions may nest; parsing needs stack in proportion.</summary>
    private const int MaximumNesting = 200;

    private readonly string _source;
    private readonly Lexer _lexer;
    private Token _token;
    private int _previousEnd;
    private int _nesting;
    private FunctionContext _function = new() { AllowsAwait = true };

    /// <summary>Where a <c>{a = 1}</c> was seen that must still turn out to be a pattern; -1 when none.</summary>
    private int _unresolvedDefault = -1;

    private Parser(string source)
    {
        _source = source;
        _lexer = new Lexer(source);
        _token = _lexer.Next();
    }

    /// <summary>What the parser knows of the function it is in.</summary>
    private sealed class FunctionContext
    {
        internal List<Identifier> VarNames { get; } = [];

        internal HashSet<string> Labels { get; } = new(StringComparer.Ordinal);

        internal bool AllowsAwait { get; init; }

        /// <summary>In the constructor of a derived class and the arrows inside it.</summary>
        internal bool AllowsSuperCall { get; init; }

        internal int LoopDepth { get; set; }

        internal int SwitchDepth { get; set; }
    }

    internal static FunctionCode ParseScript(string source)
    {
        var parser = new Parser(source);
        var statements = new List<Statement>();
        while (parser._token.Kind != TokenKind.End)
            statements.Add(parser.ParseStatement());
        return new FunctionCode(0, "", [], new StatementList([.. statements])) { IsScript = true, VarNames = parser._function.VarNames };
    }

    private Token Advance()
    {
        var token = _token;
        _previousEnd = token.End;
        _token = _lexer.Next();
        return token;
    }

    private bool Take(string punctuator)
    {
        if (!_token.Is(punctuator))
            return false;
        Advance();
        return true;
    }

    private bool TakeKeyword(string keyword)
    {
        if (!_token.IsKeyword(keyword))
            return false;
        Advance();
        return true;
    }

    private int Expect(string punctuator)
    {
        if (!_token.Is(punctuator))
            throw Unexpected($"'{punctuator}'");
        return Advance().Start;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!TakeKeyword(keyword))
            throw Unexpected($"'{keyword}'");
    }

    private SourceException Unexpected(string expected) => new($"Expected {expected}, but got {Spelling()}", _token.Start);

    private string Spelling() => _token.Kind switch
    {
        TokenKind.End => "the end of the script",
        TokenKind.Punctuator or TokenKind.Keyword or TokenKind.Name => $"'{_token.Text}'",
        _ => $"'{_source[_token.Start.._token.End]}'",
    };

    /// <summary>Runs a part of the grammar that may contain itself.</summary>
    private T Nested<T>(Func<T> parse)
    {
        if (++_nesting > MaximumNesting)
            throw new SourceException($"Expected at most {MaximumNesting} nested constructs, but the script has more", _token.Start);
        var result = parse();
        _nesting--;
        return result;
    }

    /// <summary>A semicolon, or a place where one may be left out.</summary>
    private void EndStatement()
    {
        if (!Take(";") && !_token.Is("}") && _token.Kind != TokenKind.End && !_token.AfterNewline)
            throw Unexpected("';'");
    }

    /// <summary>A name being declared or assigned to.</summary>
    private Identifier ParseBindingName()
    {
        if (_token.Kind != TokenKind.Name)
            throw Unexpected("a name");
        var token = Advance();
        return new Identifier(token.Start, token.Text);
    }

    /// <summary>A name, an array pattern or an object pattern in a declaration.</summary>
    private ITarget ParseBindingTarget()
    {
        if (!_token.Is("[") && !_token.Is("{"))
            return ParseBindingName();
        var before = _unresolvedDefault;
        var literal = ParsePrimary();
        _unresolvedDefault = before;
        return ToTarget(literal, mustDeclare: true);
    }
}
