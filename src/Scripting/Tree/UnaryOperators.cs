namespace Lendflow.Scripting.Tree;

internal abstract class Unary(int position, Expression operand) : Expression(position)
{
    protected Expression Operand => operand;

    internal override void Resolve(Binder binder) => binder.Visit(operand);
}

internal sealed class Not(int position, Expression operand) : Unary(position, operand)
{
    internal override void Resolve(Binder binder) => binder.VisitTested(Operand);

    internal override JsValue Evaluate(Frame frame) => !Operand.Test(frame);

    internal override bool Test(Frame frame) => !Operand.Test(frame);
}

internal sealed class Negate(int position, Expression operand) : Unary(position, operand)
{
    internal override JsValue Evaluate(Frame frame) => -Coercion.ToNumber(frame.Machine, Operand.Evaluate(frame));
}

internal sealed class Plus(int position, Expression operand) : Unary(position, operand)
{
    internal override JsValue Evaluate(Frame frame) => Coercion.ToNumber(frame.Machine, Operand.Evaluate(frame));
}

internal sealed class BitNot(int position, Expression operand) : Unary(position, operand)
{
    internal override JsValue Evaluate(Frame frame) => ~Coercion.ToInt32(Coercion.ToNumber(frame.Machine, Operand.Evaluate(frame)));
}

internal sealed class TypeOf(int position, Expression operand) : Unary(position, operand)
{
    internal override void Resolve(Binder binder) => binder.VisitTested(Operand);

    internal override JsValue Evaluate(Frame frame) =>
        Coercion.TypeOf(Operand is Identifier name ? name.EvaluateOrUndefined(frame) : Operand.Evaluate(frame));
}

/// <summary><c>void</c>.</summary>
internal sealed class Discard(int position, Expression operand) : Unary(position, operand)
{
    internal override JsValue Evaluate(Frame frame)
    {
        Operand.Evaluate(frame);
        return JsValue.Undefined;
    }
}

internal sealed class Delete(int position, Expression operand) : Unary(position, operand)
{
    internal override JsValue Evaluate(Frame frame) => Operand switch
    {
        MemberAccess member => member.Delete(frame),
        OptionalChain chain => chain.Delete(frame),
        Identifier name => name.IsGlobal && frame.Machine.DeleteGlobal(name.Name),
        _ => Operand.Evaluate(frame) is var _,
    };
}

/// <summary><c>await</c>: a settled promise gives its value or throws its reason; anything else is its own value.</summary>
internal sealed class Await(int position, Expression operand) : Unary(position, operand)
{
    internal override JsValue Evaluate(Frame frame) => Promises.Await(frame.Machine, Operand.Evaluate(frame), Position);
}

/// <summary><c>++</c> and <c>--</c>, before or behind.</summary>
internal sealed class Update(int position, Expression operand, double step, bool isPrefix) : Unary(position, operand)
{
    internal override void Resolve(Binder binder) => binder.VisitTarget(Operand, GlobalUseKind.Change);

    internal override JsValue Evaluate(Frame frame)
    {
        if (Operand is Identifier name)
        {
            ref var slot = ref name.PlainSlot(frame);
            if (!Unsafe.IsNullRef(ref slot) && slot.IsNumber)
            {
                var counter = slot.Number;
                slot = counter + step;
                return isPrefix ? counter + step : counter;
            }

            var before = Coercion.ToNumber(frame.Machine, name.Evaluate(frame));
            name.Store(frame, before + step, declares: false);
            return isPrefix ? before + step : before;
        }

        var place = ((MemberAccess)Operand).Locate(frame);
        var number = Coercion.ToNumber(frame.Machine, place.Read(frame));
        place.Write(frame, number + step);
        return isPrefix ? number + step : number;
    }
}
