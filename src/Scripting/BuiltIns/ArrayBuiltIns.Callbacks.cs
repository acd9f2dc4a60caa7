namespace Lendflow.Scripting.BuiltIns;

/// <summary>The methods that call a function for every item.</summary>
internal static partial class ArrayBuiltIns
{
    private static void AddCallbacks(JsObject prototype) => prototype
        .Method("forEach", 1, static call => Visit(call, static (_, _) => true))
        .Method("map", 1, Map)
        .Method("filter", 1, Filter)
        .Method("flatMap", 1, FlatMap)
        .Method("some", 1, Some)
        .Method("every", 1, Every)
        .Method("find", 1, static call => Find(call, fromEnd: false).Item)
        .Method("findIndex", 1, static call => Find(call, fromEnd: false).Index)
        .Method("findLast", 1, static call => Find(call, fromEnd: true).Item)
        .Method("findLastIndex", 1, static call => Find(call, fromEnd: true).Index)
        .Method("reduce", 1, static call => Reduce(call, fromEnd: false))
        .Method("reduceRight", 1, static call => Reduce(call, fromEnd: true));

    /// <summary>Calls the function for every item but holes, until <paramref name="goesOn"/> says no to (item, answer).</summary>
    private static JsValue Visit(ScriptCall call, Func<JsValue, JsValue, bool> goesOn)
    {
        var array = Self(call);
        var function = Callback(call);
        var length = array.Length;
        for (var i = 0; i < length && i < array.Length; i++)
        {
            var item = array.Items[i];
            if (!item.IsEmpty && !goesOn(item, function.Call(call.Machine, call[1], [item, i, call.This])))
                break;
        }

        return JsValue.Undefined;
    }

    private static JsFunction Callback(ScriptCall call) =>
        call[0].Function ?? throw call.Machine.TypeError($"{(call[0].IsObject ? "#<Object>" : call[0])} is not a function");

    private static JsValue Map(ScriptCall call)
    {
        var array = Self(call);
        var function = Callback(call);
        var result = new JsArray(new List<JsValue>(array.Length));
        call.Machine.Allocate(JsObject.ObjectBytes);
        for (var (i, length) = (0, array.Length); i < length; i++)
        {
            var item = i < array.Length ? array.Items[i] : JsValue.Empty;
            result.Push(call.Machine, item.IsEmpty ? item : function.Call(call.Machine, call[1], [item, i, call.This]));
        }

        return JsValue.Of(result);
    }

    private static JsValue Filter(ScriptCall call)
    {
        var result = call.Machine.NewArray();
        Visit(call, (item, answer) =>
        {
            if (answer.IsTruthy)
                result.Push(call.Machine, item);
            return true;
        });
        return JsValue.Of(result);
    }

    private static JsValue FlatMap(ScriptCall call)
    {
        var result = call.Machine.NewArray();
        Visit(call, (_, answer) =>
        {
            if (answer.IsObject && answer.Object is JsArray)
                Flatten(call.Machine, new JsArray([answer]), 1, result, 0);
            else
                result.Push(call.Machine, answer);
            return true;
        });
        return JsValue.Of(result);
    }

    private static JsValue Some(ScriptCall call)
    {
        var found = false;
        Visit(call, (_, answer) => !(found = answer.IsTruthy));
        return found;
    }

    private static JsValue Every(ScriptCall call)
    {
        var holds = true;
        Visit(call, (_, answer) => holds = answer.IsTruthy);
        return holds;
    }

    private static (JsValue Item, JsValue Index) Find(ScriptCall call, bool fromEnd)
    {
        var array = Self(call);
        var function = Callback(call);
        var length = array.Length;
        for (var n = 0; n < length; n++)
        {
            var i = fromEnd ? length - 1 - n : n;
            var item = array[i];
            if (function.Call(call.Machine, call[1], [item, i, call.This]).IsTruthy)
                return (item, i);
        }

        return (JsValue.Undefined, -1);
    }

    private static JsValue Reduce(ScriptCall call, bool fromEnd)
    {
        var array = Self(call);
        var function = Callback(call);
        var length = array.Length;
        var sum = call.Count > 1 ? call[1] : JsValue.Empty;
        for (var n = 0; n < length; n++)
        {
            var i = fromEnd ? length - 1 - n : n;
            if (i >= array.Length || array.Items[i].IsEmpty)
                continue;
            sum = sum.IsEmpty ? array.Items[i] : function.Call(call.Machine, JsValue.Undefined, [sum, array.Items[i], i, call.This]);
        }

        return sum.IsEmpty ? throw call.Machine.TypeError("Reduce of empty array with no initial value") : sum;
    }
}
