using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lendflow.CSharp;

/// <summary>What a script may name: plain computing with values, texts, collections and JSON. Files, network, processes, threads,
/// reflection, unsafe code and everything else that is not listed is refused. It is defence in depth, not a sandbox.</summary>
static class AllowedCode
{
    static readonly HashSet<string> Namespaces =
        ["System.Collections", "System.Collections.Generic", "System.Globalization", "System.Linq", "System.Text", "System.Text.Json.Nodes"];

    static readonly HashSet<string> Types =
    [
        .. "Object Boolean Char SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Int128 UInt128 IntPtr Half Single Double Decimal String Void Nullable".Split(' ').Select(n => $"System.{n}"),
        .. "DateTime DateTimeOffset DateOnly TimeOnly TimeSpan DateTimeKind DayOfWeek Guid Math MathF MidpointRounding Convert BitConverter Base64FormattingOptions".Split(' ').Select(n => $"System.{n}"),
        .. "Array Enum ValueType Tuple TupleExtensions ValueTuple Func Action Predicate Comparison Converter Delegate MulticastDelegate Index Range Span ReadOnlySpan Memory ReadOnlyMemory MemoryExtensions".Split(' ').Select(n => $"System.{n}"),
        .. "StringComparison StringComparer StringSplitOptions TypeCode Version IComparable IEquatable IFormattable IFormatProvider ICloneable IConvertible IDisposable FormattableString Uri UriKind".Split(' ').Select(n => $"System.{n}"),
        .. "Exception SystemException ArgumentException ArgumentNullException ArgumentOutOfRangeException ArithmeticException DivideByZeroException FormatException IndexOutOfRangeException InvalidCastException InvalidOperationException NotSupportedException NotImplementedException NullReferenceException OverflowException".Split(' ').Select(n => $"System.{n}"),
        "System.Text.Json.JsonElement", "System.Text.Json.JsonProperty", "System.Text.Json.JsonDocument", "System.Text.Json.JsonValueKind", "System.Text.Json.JsonException",
        "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "System.Runtime.CompilerServices.CollectionBuilderAttribute",
        "Lendflow.CSharp.FlowScript", "Lendflow.CSharp.Variables", "Lendflow.CSharp.Inputs", "Lendflow.CSharp.Outputs", "Lendflow.CSharp.Outcomes",
    ];

    /// <summary>Members of allowed types that lead out of them, differ from run to run or never end.</summary>
    static readonly HashSet<string> Members = ["GetType", "GetHashCode", "InfiniteSequence", "CreateVersion7", "Body"];

    /// <summary>The first thing a script must not do, and why; null when there is none.</summary>
    public static (SyntaxNode Node, string Message)? FirstOffence(SemanticModel model, BlockSyntax body)
    {
        foreach (var node in body.DescendantNodes())
        {
            if (Construct(node) is { } construct) return (node, $"{construct} has no place in a flow.");
            var symbol = model.GetSymbolInfo(node).Symbol;
            if (symbol is not (null or INamespaceSymbol) && Offence(symbol) is { } member) return (node, $"{member} is not available to flows, which only compute.");
            var types = model.GetTypeInfo(node);
            if ((Offence(types.Type) ?? Offence(types.ConvertedType)) is { } type) return (node, $"{type} is not available to flows, which only compute.");
        }
        return null;
    }

    static string? Construct(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax => "await",
        GotoStatementSyntax => "goto",
        LockStatementSyntax => "lock",
        UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax => "unsafe code",
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "stackalloc",
        TypeOfExpressionSyntax => "typeof",
        AttributeListSyntax => "an attribute",
        LocalFunctionStatementSyntax { Body: null, ExpressionBody: null } => "a function without a body",
        LocalFunctionStatementSyntax f when f.Modifiers.Any(SyntaxKind.AsyncKeyword) => "async",
        AnonymousFunctionExpressionSyntax f when f.Modifiers.Any(SyntaxKind.AsyncKeyword) => "async",
        ForEachStatementSyntax f when f.AwaitKeyword.RawKind != 0 => "await",
        _ => null,
    };

    static string? Offence(ISymbol symbol)
    {
        if (symbol is ITypeSymbol type) return Offence(type);
        if (symbol.ContainingType is { } owner && Offence(owner) is { } outside) return outside;
        return Members.Contains(symbol.Name) && !symbol.Locations.Any(l => l.IsInSource) ? symbol.ToDisplayString() : null;
    }

    static string? Offence(ITypeSymbol? type) => type switch
    {
        null or IErrorTypeSymbol or ITypeParameterSymbol => null,
        IArrayTypeSymbol array => Offence(array.ElementType),
        IDynamicTypeSymbol => "dynamic",
        INamedTypeSymbol named => Offence(named),
        _ => type.ToDisplayString(),
    };

    static string? Offence(INamedTypeSymbol type)
    {
        if (type.TypeArguments.Select(Offence).FirstOrDefault(o => o is not null) is { } argument) return argument;
        if (type.IsAnonymousType || type.Locations.Any(l => l.IsInSource)) return null;
        var outermost = type;
        while (outermost.ContainingType is { } around) outermost = around;
        var home = outermost.ContainingNamespace.ToDisplayString();
        return Namespaces.Contains(home) || Types.Contains($"{home}.{outermost.Name}") ? null : type.ToDisplayString();
    }
}
