using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting.Parsing;

internal sealed partial class Parser
{
    /// <summary>Reinterprets an expression as something that can be assigned to.</summary>
    /// <param name="mustDeclare">In a declaration members are no targets.</param>
    private ITarget ToTarget(Expression expression, bool mustDeclare) => expression switch
    {
        Identifier name => name,
        MemberAccess member when !mustDeclare => member,
        ArrayLiteral array => ToPattern(array, mustDeclare),
        ObjectLiteral @object => ToPattern(@object, mustDeclare),
        _ => throw new SourceException("Expected a name, a member or a pattern to assign to, but got something else", expression.Position),
    };

    private ArrayPattern ToPattern(ArrayLiteral array, bool mustDeclare)
    {
        var elements = new Element?[array.Items.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            if (array.Items[i] is Spread && i < elements.Length - 1)
                throw new SourceException("Rest element must be last element", array.Items[i]!.Position);
            elements[i] = array.Items[i] is { } item ? ToElement(item, mustDeclare) : null;
        }

        return new ArrayPattern(array.Position, elements);
    }

    private ObjectPattern ToPattern(ObjectLiteral literal, bool mustDeclare)
    {
        var members = new List<MemberPattern>();
        ITarget? rest = null;
        foreach (var member in literal.Members)
        {
            if (rest is not null)
                throw new SourceException("Rest element must be last element", literal.Position);
            if (member.Kind == MemberKind.Spread)
                rest = ToTarget(member.Value!, mustDeclare);
            else if (member.Kind != MemberKind.Value)
                throw new SourceException("Expected a pattern, but got a method", member.Key.Position);
            else if (member.Default is not null)
                members.Add(new MemberPattern(member.Key, new Element(ToTarget(member.Value!, mustDeclare), member.Default)));
            else
                members.Add(new MemberPattern(member.Key, ToElement(member.Value!, mustDeclare)));
        }

        return new ObjectPattern(literal.Position, [.. members], rest);
    }

    private Element ToElement(Expression expression, bool mustDeclare) => expression switch
    {
        Spread spread => new Element(ToTarget(spread.Value, mustDeclare), null, IsRest: true),
        Assign assign => new Element(ReinterpretTarget(assign.Target, mustDeclare), assign.Value),
        _ => new Element(ToTarget(expression, mustDeclare), null),
    };

    // The left side of an assignment inside the literal is a target already.
    private static ITarget ReinterpretTarget(ITarget target, bool mustDeclare) => target is MemberAccess member && mustDeclare
        ? throw new SourceException("Expected a name or a pattern, but got a member", member.Position)
        : target;

    /// <summary>The parameters of an arrow, parsed as what stands in parentheses.</summary>
    private Element[] ToParameters(IReadOnlyList<Expression> items)
    {
        var parameters = new Element[items.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (items[i] is Spread && i < parameters.Length - 1)
                throw new SourceException("Rest parameter must be last formal parameter", items[i].Position);
            parameters[i] = ToElement(items[i], mustDeclare: true);
        }

        return parameters;
    }
}
