namespace Lendflow.Scripting.Tree;

/// <summary>Where a member lives: evaluated once, then read and written.</summary>
internal readonly struct Place(JsValue holder, JsValue key, string? name, int position)
{
    internal JsValue Read(Frame frame)
    {
        frame.Machine.Position = position;
        return name is null ? Properties.Get(frame.Machine, holder, key) : Properties.Get(frame.Machine, holder, name);
    }

    internal void Write(Frame frame, JsValue value)
    {
        frame.Machine.Position = position;
        if (name is null)
            Properties.Set(frame.Machine, holder, key, value);
        else
            Properties.Set(frame.Machine, holder, name, value);
    }
}

/// <summary><c>a.b</c>, <c>a[b]</c> and their optional forms.</summary>
/// <remarks>When an optional link finds nothing, the links behind it pass <see cref="JsValue.Empty"/> on to the
/// <see cref="OptionalChain"/> around them.</remarks>
internal sealed class MemberAccess(int position, Expression target, string? name, Expression? key, bool isOptional) : Expression(position), ITarget
{
    internal Expression Target => target;

    IEnumerable<Identifier> ITarget.Names => [];

    internal override string Describe() => target is Identifier or MemberAccess or This
        ? name is null ? target.Describe() + "[...]" : target.Describe() + "." + name
        : "(intermediate value)" + (name is null ? "[...]" : "." + name);

    internal override void Resolve(Binder binder)
    {
        binder.Visit(key);
        if (target is Identifier holder && binder.IsFree(holder))
        {
            binder.Visit(target);
            if ((name ?? (key as Literal)?.Value.ToString()) is { } member)
                binder.NoteMember(holder, member);
            return;
        }

        binder.VisitHolder(target, isOptional);
    }

    internal override JsValue Evaluate(Frame frame) => Read(frame, target.Evaluate(frame));

    /// <summary>Reads the member of an object already evaluated.</summary>
    internal JsValue Read(Frame frame, JsValue holder)
    {
        if (name is not null && holder.IsObject)
            return holder.Object.Get(frame.Machine, name, holder);
        if (holder.IsEmpty || (isOptional && holder.IsNullish))
            return JsValue.Empty;
        frame.Machine.Position = Position;
        if (name is not null)
            return holder.IsNullish ? throw NoSuchHolder(frame, holder) : Properties.Get(frame.Machine, holder, name);
        return Properties.Get(frame.Machine, holder, key!.Evaluate(frame));
    }

    private JsThrow NoSuchHolder(Frame frame, JsValue holder) => frame.Machine.TypeError(
        Position,
        $"Cannot read properties of {Coercion.PrimitiveText(holder)} (reading '{name}')");

    internal Place Locate(Frame frame)
    {
        var holder = target.Evaluate(frame);
        return name is null
            ? new Place(holder, key!.Evaluate(frame), null, Position)
            : new Place(holder, default, name, Position);
    }

    public void Store(Frame frame, JsValue value, bool declares) => Locate(frame).Write(frame, value);

    internal bool Delete(Frame frame)
    {
        var holder = target.Evaluate(frame);
        if (holder.IsEmpty || (isOptional && holder.IsNullish))
            return true;
        if (holder.IsNullish)
            throw frame.Machine.TypeError(Position, "Cannot convert undefined or null to object");
        var member = name ?? Coercion.ToKey(frame.Machine, key!.Evaluate(frame));
        return !holder.IsObject || holder.Object.Delete(frame.Machine, member);
    }
}

/// <summary>Around a chain with <c>?.</c> in it: nothing found means undefined.</summary>
internal sealed class OptionalChain(int position, Expression chain) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(chain);

    internal override JsValue Evaluate(Frame frame)
    {
        var value = chain.Evaluate(frame);
        return value.IsEmpty ? JsValue.Undefined : value;
    }

    internal bool Delete(Frame frame)
    {
        if (chain is MemberAccess member)
            return member.Delete(frame);
        chain.Evaluate(frame);
        return true;
    }
}
