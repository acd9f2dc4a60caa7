using System.Security.Cryptography;
using System.Text;
using Lendflow.Engine.Expressions;
using Lendflow.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lendflow.CSharp;

/// <summary>A script as a whole program: the author's code becomes the body of a class, with a typed property for every variable
/// and input. Lines and columns of the author's code are kept, so that the compiler's messages fit it.</summary>
/// <param name="Problem">Why it is no script at all; null when the compiler shall judge.</param>
sealed record ScriptText(string Program, string Hash, ScriptError? Problem)
{
    /// <summary>Name of the class that is the script.</summary>
    public const string ClassName = "ScriptOfFlow";

    const int LongestSource = 20_000;

    static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    public static ScriptText Of(string source, Declarations declared)
    {
        if (source.Length > LongestSource) return new ScriptText("", $"{source.Length} characters", Mistake($"it has {source.Length} characters, more than {LongestSource}.", 1, 1));
        var (usings, body, problem) = Body(source);
        var program = $$"""
            using System;
            using System.Collections.Generic;
            using System.Globalization;
            using System.Linq;
            using System.Text;
            using System.Text.Json;
            using System.Text.Json.Nodes;
            {{usings}}
            sealed class VariablesOfFlow : Lendflow.CSharp.Variables { {{Properties(declared.Variables, "get => Get<{0}>(\"{1}\"); set => Set(\"{1}\", value);")}} }
            sealed class InputsOfFlow : Lendflow.CSharp.Inputs { {{Properties(declared.Inputs, "get => Get<{0}>(\"{1}\");")}} }
            public sealed class {{ClassName}} : Lendflow.CSharp.FlowScript
            {
                readonly VariablesOfFlow Variable = new VariablesOfFlow();
                VariablesOfFlow Variables => Variable;
                readonly InputsOfFlow Input = new InputsOfFlow();
                InputsOfFlow Inputs => Input;
                public override object Body()
                {
            {{body}}
            #line hidden
                    ;
                    return null;
                }
            }
            """;
        return new ScriptText(program, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(program + source))), problem);
    }

    /// <summary>An expression, or statements of which the last may be an expression without a semicolon: the script's value.</summary>
    static (string Usings, string Body, ScriptError? Problem) Body(string source)
    {
        if (source.Trim().Length == 0) return ("", "", null);
        if (!SyntaxFactory.ParseExpression(source, options: Options).ContainsDiagnostics) return ("", $"return\n#line 1\n{source}\n#line hidden\n;", null);

        var unit = SyntaxFactory.ParseCompilationUnit(source, options: Options);
        if (unit.ContainsDirectives) return ("", "", At(unit, unit.DescendantTrivia().First(t => t.IsDirective).GetLocation(), "preprocessor directives have no place in a flow."));
        if (unit.Members.FirstOrDefault(m => m is not GlobalStatementSyntax) is { } declaration)
            return ("", "", At(unit, declaration.GetLocation(), "a script consists of statements; it cannot declare types."));

        var text = new StringBuilder(source);
        foreach (var directive in unit.Usings) Blank(text, directive.Span);
        var usings = string.Join(' ', unit.Usings.Select(u => u.WithoutTrivia().ToFullString()));
        if (unit.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }) ReturnLast(text, last);
        return (usings, $"#line 1\n{text}", null);
    }

    static void Blank(StringBuilder text, Microsoft.CodeAnalysis.Text.TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
            if (text[i] is not ('\n' or '\r')) text[i] = ' ';
    }

    /// <summary>The expression stays where it is on its line, so that columns fit.</summary>
    static void ReturnLast(StringBuilder text, ExpressionStatementSyntax last)
    {
        var start = last.GetLocation().GetLineSpan().StartLinePosition;
        text.Append("\n#line hidden\n;");
        text.Insert(last.SpanStart, $"\nreturn\n#line {start.Line + 1}\n{new string(' ', start.Character)}");
    }

    static string Properties(IEnumerable<Declared> declared, string accessors) => string.Join(' ', declared
        .DistinctBy(d => d.Name)
        .Where(d => SyntaxFacts.IsValidIdentifier(d.Name) && !Taken.Contains(d.Name))
        .Select(d => $"public {NetType(d.Type)} @{d.Name} {{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, accessors, NetType(d.Type), d.Name)} }}"));

    /// <summary>Members that every object has, and those of the proxies themselves.</summary>
    static readonly HashSet<string> Taken = ["Get", "Set", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "VariablesOfFlow", "InputsOfFlow"];

    static string NetType(DataType type) => type.Kind switch
    {
        DataKind.Text => "string",
        DataKind.Whole => type.Name switch { "Int16" => "short", "Int32" => "int", _ => "long" },
        DataKind.Real => type.Name == "Single" ? "float" : "double",
        DataKind.Exact => "decimal",
        DataKind.Flag => "bool",
        DataKind.Guid => "Guid",
        DataKind.Moment => type.Name,
        DataKind.Span => "TimeSpan",
        DataKind.Bytes => "byte[]",
        DataKind.List => ListType(type),
        DataKind.Json when type.Name is "JsonElement" or "JsonNode" or "JsonObject" => type.Name,
        DataKind.Json when type.Name is "StringDictionary" or "StringMap" => "Dictionary<string, string>",
        DataKind.Json => "IDictionary<string, object>",
        _ => "object",
    };

    static string ListType(DataType type)
    {
        if (type.Item is null || type.Name == "JsonArray") return "JsonArray";
        var item = NetType(type.Item);
        if (type.Name.EndsWith("[]", StringComparison.Ordinal)) return $"{item}[]";
        return type.Name.Contains("Set<", StringComparison.Ordinal) ? $"HashSet<{item}>" : $"List<{item}>";
    }

    static ScriptError At(SyntaxNode root, Location location, string message)
    {
        var start = root.SyntaxTree.GetLineSpan(location.SourceSpan).StartLinePosition;
        return Mistake(message, start.Line + 1, start.Character + 1);
    }

    static ScriptError Mistake(string message, int line, int column) => new(ScriptErrorKind.Syntax, message, line, column);
}
