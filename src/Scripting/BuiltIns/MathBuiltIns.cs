using System.Numerics;

namespace Lendflow.Scripting.BuiltIns;

internal static class MathBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var math = new JsObject { IsShared = true };
        globals["Math"] = JsValue.Of(math);
        math.Constant("PI", Math.PI).Constant("E", Math.E).Constant("LN2", 0.6931471805599453).Constant("LN10", 2.302585092994046)
            .Constant("LOG2E", 1.4426950408889634).Constant("LOG10E", 0.4342944819032518)
            .Constant("SQRT2", 1.4142135623730951).Constant("SQRT1_2", 0.7071067811865476);
        foreach (var (name, function) in OfOneNumber)
            math.Method(name, 1, call => function(call.Number(0)));
        math.Method("atan2", 2, static call => Math.Atan2(call.Number(0), call.Number(1)))
            .Method("pow", 2, static call => Tree.Power.Apply(call.Number(0), call.Number(1)))
            .Method("imul", 2, static call => Coercion.ToInt32(call.Number(0)) * Coercion.ToInt32(call.Number(1)))
            .Method("max", 2, static call => Best(call, double.NegativeInfinity, Math.Max))
            .Method("min", 2, static call => Best(call, double.PositiveInfinity, Math.Min))
            .Method("hypot", 2, static call => Math.Sqrt(call.Arguments.Sum(a => Coercion.ToNumber(call.Machine, a) is var n ? n * n : 0)))
            .Method("random", 0, static call => call.NextRandom());
    }

    private static readonly (string Name, Func<double, double> Function)[] OfOneNumber =
    [
        ("abs", Math.Abs), ("ceil", Math.Ceiling), ("floor", Math.Floor), ("trunc", Math.Truncate), ("round", Round),
        ("sign", static x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x)), ("sqrt", Math.Sqrt), ("cbrt", CubeRoot),
        ("exp", Math.Exp), ("expm1", ExpMinusOne), ("log", Math.Log), ("log2", Math.Log2), ("log10", Math.Log10), ("log1p", LogPlusOne),
        ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin), ("acos", Math.Acos), ("atan", Math.Atan),
        ("sinh", Math.Sinh), ("cosh", Math.Cosh), ("tanh", Math.Tanh), ("asinh", Math.Asinh), ("acosh", Math.Acosh), ("atanh", Math.Atanh),
        ("fround", static x => (float)x), ("clz32", static x => BitOperations.LeadingZeroCount(Coercion.ToUint32(x))),
    ];

    // Half goes up; adding 0.5 first would round 0.49999999999999994 and large odd numbers wrongly.
    private static double Round(double x)
    {
        var floor = Math.Floor(x);
        var rounded = x - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && (x < 0 || double.IsNegative(x)) ? -0.0 : rounded;
    }

    // One Newton step makes the roots of cubes exact.
    private static double CubeRoot(double x)
    {
        var root = Math.Cbrt(x);
        return double.IsFinite(root) && root != 0 ? root - (((root * root * root) - x) / (3 * root * root)) : root;
    }

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1;

    private static double LogPlusOne(double x) => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x);

    private static double Best(ScriptCall call, double start, Func<double, double, double> choose)
    {
        var best = start;
        foreach (var argument in call.Arguments)
            best = choose(best, Coercion.ToNumber(call.Machine, argument));
        return best;
    }
}
