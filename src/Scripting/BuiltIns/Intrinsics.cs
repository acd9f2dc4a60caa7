using System.Collections.Frozen;
using Lendflow.Scripting.BuiltIns;

namespace Lendflow.Scripting.Running;

/// <summary>The language's own objects. All runs on all threads share them, so they cannot be changed.</summary>
internal static class Intrinsics
{
    internal static readonly JsObject ObjectPrototype = Shared(null);
    internal static readonly JsObject FunctionPrototype = Shared();
    internal static readonly JsObject ArrayPrototype = Shared();
    internal static readonly JsObject StringPrototype = Shared();
    internal static readonly JsObject NumberPrototype = Shared();
    internal static readonly JsObject BooleanPrototype = Shared();
    internal static readonly JsObject DatePrototype = Shared();
    internal static readonly JsObject RegExpPrototype = Shared();
    internal static readonly JsObject MapPrototype = Shared();
    internal static readonly JsObject SetPrototype = Shared();
    internal static readonly JsObject IteratorPrototype = Shared();
    internal static readonly JsObject PromisePrototype = Shared();
    internal static readonly JsObject ErrorPrototype = Shared();
    internal static readonly JsObject TypeErrorPrototype = Shared(ErrorPrototype);
    internal static readonly JsObject RangeErrorPrototype = Shared(ErrorPrototype);
    internal static readonly JsObject ReferenceErrorPrototype = Shared(ErrorPrototype);
    internal static readonly JsObject SyntaxErrorPrototype = Shared(ErrorPrototype);

    internal static readonly FrozenDictionary<string, JsValue> Globals = Build();

    private static JsObject Shared() => Shared(ObjectPrototype);

    private static JsObject Shared(JsObject? prototype) => new(prototype) { IsShared = true };

    private static FrozenDictionary<string, JsValue> Build()
    {
        var globals = new Dictionary<string, JsValue>(StringComparer.Ordinal);
        ObjectBuiltIns.AddTo(globals);
        FunctionBuiltIns.AddTo(globals);
        ArrayBuiltIns.AddTo(globals);
        StringBuiltIns.AddTo(globals);
        NumberBuiltIns.AddTo(globals);
        MathBuiltIns.AddTo(globals);
        JsonBuiltIns.AddTo(globals);
        ErrorBuiltIns.AddTo(globals);
        CollectionBuiltIns.AddTo(globals);
        PromiseBuiltIns.AddTo(globals);
        DateBuiltIns.AddTo(globals);
        RegExpBuiltIns.AddTo(globals);
        GlobalBuiltIns.AddTo(globals);
        return globals.ToFrozenDictionary(StringComparer.Ordinal);
    }

    internal static JsObject ErrorPrototypeOf(ScriptErrorKind kind) => kind switch
    {
        ScriptErrorKind.TypeError => TypeErrorPrototype,
        ScriptErrorKind.RangeError => RangeErrorPrototype,
        ScriptErrorKind.ReferenceError => ReferenceErrorPrototype,
        ScriptErrorKind.SyntaxError => SyntaxErrorPrototype,
        _ => ErrorPrototype,
    };

    internal static ScriptErrorKind KindOf(JsObject error)
    {
        for (var prototype = error.Prototype; prototype is not null; prototype = prototype.Prototype)
        {
            if (prototype == TypeErrorPrototype)
                return ScriptErrorKind.TypeError;
            if (prototype == RangeErrorPrototype)
                return ScriptErrorKind.RangeError;
            if (prototype == ReferenceErrorPrototype)
                return ScriptErrorKind.ReferenceError;
            if (prototype == SyntaxErrorPrototype)
                return ScriptErrorKind.SyntaxError;
        }

        return ScriptErrorKind.Thrown;
    }
}
