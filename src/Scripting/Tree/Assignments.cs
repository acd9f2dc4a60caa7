namespace Lendflow.Scripting.Tree;

internal sealed class Assign(int position, ITarget target, Expression value) : Expression(position)
{
    internal ITarget Target => target;

    internal Expression Value => value;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(value);
        binder.VisitTarget((Node)target, GlobalUseKind.Write);
    }

    internal override JsValue Evaluate(Frame frame)
    {
        if (target is MemberAccess member)
        {
            var place = member.Locate(frame);
            var assigned = value.Evaluate(frame);
            place.Write(frame, assigned);
            return assigned;
        }

        var result = FunctionExpression.EvaluateNamed(frame, value, target);
        target.Store(frame, result, declares: false);
        return result;
    }
}

/// <summary><c>a += b</c> and the like.</summary>
/// <param name="operation">The operator, its operands unused: it is applied to values.</param>
internal sealed class CompoundAssign(int position, Expression target, Expression value, Binary operation) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
        binder.Visit(value);
        binder.VisitTarget(target, GlobalUseKind.Change);
    }

    internal override JsValue Evaluate(Frame frame)
    {
        if (target is Identifier name)
        {
            var result = operation.Apply(frame, name.Evaluate(frame), value.Evaluate(frame));
            name.Store(frame, result, declares: false);
            return result;
        }

        var place = ((MemberAccess)target).Locate(frame);
        var changed = operation.Apply(frame, place.Read(frame), value.Evaluate(frame));
        place.Write(frame, changed);
        return changed;
    }
}

internal enum AssignWhen : byte
{
    Truthy,
    Falsy,
    Nullish,
}

/// <summary><c>a &amp;&amp;= b</c>, <c>a ||= b</c>, <c>a ??= b</c>: assigns only when the value now is of that kind.</summary>
internal sealed class LogicalAssign(int position, Expression target, Expression value, AssignWhen when) : Expression(position)
{
    internal override void Resolve(Binder binder)
    {
        binder.Visit(value);
        binder.VisitTarget(target, GlobalUseKind.Write);
    }

    internal override JsValue Evaluate(Frame frame)
    {
        if (target is Identifier name)
        {
            var now = name.Evaluate(frame);
            if (!Applies(now))
                return now;
            var next = FunctionExpression.EvaluateNamed(frame, value, name);
            name.Store(frame, next, declares: false);
            return next;
        }

        var place = ((MemberAccess)target).Locate(frame);
        var before = place.Read(frame);
        if (!Applies(before))
            return before;
        var assigned = value.Evaluate(frame);
        place.Write(frame, assigned);
        return assigned;
    }

    private bool Applies(JsValue value) => when switch
    {
        AssignWhen.Truthy => value.IsTruthy,
        AssignWhen.Falsy => !value.IsTruthy,
        _ => value.IsNullish,
    };
}
