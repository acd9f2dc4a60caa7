namespace Lendflow.Scripting.Tree;

/// <summary>One place of a destructuring pattern.</summary>
internal sealed record Element(ITarget Target, Expression? Default, bool IsRest = false)
{
    internal void Resolve(Binder binder)
    {
        binder.VisitTarget((Node)Target, GlobalUseKind.Write);
        binder.Visit(Default);
    }

    internal void Store(Frame frame, JsValue value, bool declares)
    {
        if (value.IsUndefined && Default is not null)
            value = FunctionExpression.EvaluateNamed(frame, Default, Target);
        Target.Store(frame, value, declares);
    }
}

/// <param name="elements">Null for a place left out.</param>
internal sealed class ArrayPattern(int position, Element?[] elements) : Node(position), ITarget
{
    public IEnumerable<Identifier> Names => elements.SelectMany(e => e?.Target.Names ?? []);

    internal override void Resolve(Binder binder)
    {
        foreach (var element in elements)
            element?.Resolve(binder);
    }

    public void Store(Frame frame, JsValue value, bool declares)
    {
        using var values = Iteration.Of(frame.Machine, value, Position).GetEnumerator();
        var hasMore = true;
        foreach (var element in elements)
        {
            if (element is { IsRest: true })
            {
                element.Store(frame, Rest(frame.Machine, values, hasMore), declares);
                return;
            }

            hasMore = hasMore && values.MoveNext();
            element?.Store(frame, hasMore ? values.Current : JsValue.Undefined, declares);
        }
    }

    private static JsValue Rest(Machine machine, IEnumerator<JsValue> values, bool hasMore)
    {
        var rest = new JsArray();
        while (hasMore && values.MoveNext())
            rest.Push(machine, values.Current);
        return JsValue.Of(rest);
    }
}

internal sealed record MemberPattern(Expression Key, Element Element);

internal sealed class ObjectPattern(int position, MemberPattern[] members, ITarget? rest) : Node(position), ITarget
{
    public IEnumerable<Identifier> Names => members.SelectMany(m => m.Element.Target.Names).Concat(rest?.Names ?? []);

    internal override void Resolve(Binder binder)
    {
        foreach (var member in members)
        {
            binder.Visit(member.Key);
            member.Element.Resolve(binder);
        }

        binder.Visit((Node?)rest);
    }

    public void Store(Frame frame, JsValue value, bool declares)
    {
        if (value.IsNullish)
            throw frame.Machine.TypeError(Position, $"Cannot destructure '{Coercion.PrimitiveText(value)}' as it is {Coercion.PrimitiveText(value)}.");
        var taken = rest is null ? null : new List<string>();
        foreach (var (keyExpression, element) in members)
        {
            var key = Coercion.ToKey(frame.Machine, keyExpression.Evaluate(frame));
            taken?.Add(key);
            element.Store(frame, Properties.Get(frame.Machine, value, key), declares);
        }

        if (rest is null)
            return;
        var others = new JsObject();
        ObjectLiteral.CopyMembers(frame.Machine, value, others, taken);
        rest.Store(frame, JsValue.Of(others), declares);
    }
}
