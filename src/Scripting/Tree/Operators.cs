namespace Lendflow.Scripting.Tree;

/// <summary>An operator on two numbers, also used by its assigning form.</summary>
internal interface INumberOperator
{
    static abstract double Apply(double left, double right);
}

internal readonly struct Subtract : INumberOperator
{
    public static double Apply(double left, double right) => left - right;
}

internal readonly struct Multiply : INumberOperator
{
    public static double Apply(double left, double right) => left * right;
}

internal readonly struct Divide : INumberOperator
{
    public static double Apply(double left, double right) => left / right;
}

internal readonly struct Remainder : INumberOperator
{
    public static double Apply(double left, double right) => left % right;
}

internal readonly struct Power : INumberOperator
{
    // Math.Pow says 1 where ECMAScript says NaN.
    public static double Apply(double left, double right) =>
        double.IsNaN(right) || (Math.Abs(left) == 1 && double.IsInfinity(right)) ? double.NaN : Math.Pow(left, right);
}

internal readonly struct BitAnd : INumberOperator
{
    public static double Apply(double left, double right) => Coercion.ToInt32(left) & Coercion.ToInt32(right);
}

internal readonly struct BitOr : INumberOperator
{
    public static double Apply(double left, double right) => Coercion.ToInt32(left) | Coercion.ToInt32(right);
}

internal readonly struct BitXor : INumberOperator
{
    public static double Apply(double left, double right) => Coercion.ToInt32(left) ^ Coercion.ToInt32(right);
}

internal readonly struct ShiftLeft : INumberOperator
{
    public static double Apply(double left, double right) => Coercion.ToInt32(left) << (Coercion.ToInt32(right) & 31);
}

internal readonly struct ShiftRight : INumberOperator
{
    public static double Apply(double left, double right) => Coercion.ToInt32(left) >> (Coercion.ToInt32(right) & 31);
}

internal readonly struct ShiftRightUnsigned : INumberOperator
{
    public static double Apply(double left, double right) => Coercion.ToUint32(left) >> (Coercion.ToInt32(right) & 31);
}

/// <summary>An expression of two operands that are both evaluated, left first.</summary>
internal abstract class Binary(int position, Expression left, Expression right) : Expression(position)
{
    protected Expression Left => left;

    protected Expression Right => right;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(left);
        binder.Visit(right);
    }

    internal override JsValue Evaluate(Frame frame) => Apply(frame, left.Evaluate(frame), right.Evaluate(frame));

    /// <summary>The operator on operands already evaluated.</summary>
    internal abstract JsValue Apply(Frame frame, JsValue left, JsValue right);
}

internal sealed class Arithmetic<TOperator>(int position, Expression left, Expression right) : Binary(position, left, right)
    where TOperator : struct, INumberOperator
{
    internal override JsValue Apply(Frame frame, JsValue left, JsValue right)
    {
        if (left.IsNumber && right.IsNumber)
            return TOperator.Apply(left.Number, right.Number);
        frame.Machine.Position = Position;
        var number = Coercion.ToNumber(frame.Machine, left);
        return TOperator.Apply(number, Coercion.ToNumber(frame.Machine, right));
    }
}

internal sealed class Add(int position, Expression left, Expression right) : Binary(position, left, right)
{
    internal override JsValue Apply(Frame frame, JsValue left, JsValue right)
    {
        if (left.IsNumber && right.IsNumber)
            return left.Number + right.Number;
        frame.Machine.Position = Position;
        return left.IsString && right.IsString ? frame.Machine.Concat(left, right) : Coercion.Add(frame.Machine, left, right);
    }
}

/// <summary>A comparison that answers with a boolean, so that conditions need no value in between.</summary>
internal abstract class Question(int position, Expression left, Expression right) : Binary(position, left, right)
{
    internal sealed override JsValue Evaluate(Frame frame) => Test(frame);

    internal sealed override JsValue Apply(Frame frame, JsValue left, JsValue right) => Holds(frame, left, right);

    internal sealed override bool Test(Frame frame) => Holds(frame, Left.Evaluate(frame), Right.Evaluate(frame));

    protected abstract bool Holds(Frame frame, JsValue left, JsValue right);
}

internal enum Order : byte
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed class Comparison(int position, Order order, Expression left, Expression right) : Question(position, left, right)
{
    protected override bool Holds(Frame frame, JsValue left, JsValue right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return order switch
            {
                Order.Less => left.Number < right.Number,
                Order.LessOrEqual => left.Number <= right.Number,
                Order.Greater => left.Number > right.Number,
                _ => left.Number >= right.Number,
            };
        }

        frame.Machine.Position = Position;
        var sign = Coercion.Compare(frame.Machine, left, right);
        return order switch
        {
            Order.Less => sign == -1,
            Order.LessOrEqual => sign is -1 or 0,
            Order.Greater => sign == 1,
            _ => sign is 0 or 1,
        };
    }
}

internal sealed class StrictEquality(int position, bool negated, Expression left, Expression right) : Question(position, left, right)
{
    protected override bool Holds(Frame frame, JsValue left, JsValue right) => Coercion.StrictEquals(left, right) != negated;
}

internal sealed class LooseEquality(int position, bool negated, Expression left, Expression right) : Question(position, left, right)
{
    protected override bool Holds(Frame frame, JsValue left, JsValue right) =>
        Coercion.LooseEquals(frame.Machine, left, right) != negated;
}

internal sealed class InstanceOf(int position, Expression left, Expression right) : Question(position, left, right)
{
    protected override bool Holds(Frame frame, JsValue left, JsValue right)
    {
        if (right.Function is not { } type)
            throw frame.Machine.TypeError(Position, "Right-hand side of 'instanceof' is not callable");
        if (!left.IsObject || type.Get(frame.Machine, "prototype") is not { IsObject: true } wanted)
            return false;
        for (var prototype = left.Object.Prototype; prototype is not null; prototype = prototype.Prototype)
        {
            if (prototype == wanted.Object)
                return true;
        }

        return false;
    }
}

internal sealed class In(int position, Expression left, Expression right) : Question(position, left, right)
{
    protected override bool Holds(Frame frame, JsValue left, JsValue right) => right.IsObject
        ? right.Object.HasProperty(Coercion.ToKey(frame.Machine, left))
        : throw frame.Machine.TypeError(Position, "Cannot use 'in' operator to search in a value that is no object");
}

internal sealed class And(int position, Expression left, Expression right) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.VisitEither(left, right);

    internal override JsValue Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return value.IsTruthy ? right.Evaluate(frame) : value;
    }

    internal override bool Test(Frame frame) => left.Test(frame) && right.Test(frame);
}

internal sealed class Or(int position, Expression left, Expression right) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.VisitEither(left, right);

    internal override JsValue Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return value.IsTruthy ? value : right.Evaluate(frame);
    }

    internal override bool Test(Frame frame) => left.Test(frame) || right.Test(frame);
}

internal sealed class Coalesce(int position, Expression left, Expression right) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.VisitEither(left, right);

    internal override JsValue Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return value.IsNullish ? right.Evaluate(frame) : value;
    }
}

internal sealed class Conditional(int position, Expression test, Expression then, Expression otherwise) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.VisitChoice(test, then, otherwise);

    internal override JsValue Evaluate(Frame frame) => test.Test(frame) ? then.Evaluate(frame) : otherwise.Evaluate(frame);
}

internal sealed class Sequence(int position, Expression[] parts) : Expression(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(parts);

    internal override JsValue Evaluate(Frame frame)
    {
        for (var i = 0; i < parts.Length - 1; i++)
            parts[i].Evaluate(frame);
        return parts[^1].Evaluate(frame);
    }
}
