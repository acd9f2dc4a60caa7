namespace Lendflow.Scripting.Running;

/// <summary>Promises without waiting: nothing a script can reach happens later, so what is not settled at once never will be.</summary>
internal static class Promises
{
    /// <summary>The promise of an async function's result.</summary>
    internal static JsValue Of(Func<JsValue> run)
    {
        try
        {
            return Resolved(run());
        }
        catch (JsThrow thrown)
        {
            return Rejected(thrown.Value);
        }
    }

    /// <summary>A promise stays itself; anything else becomes a fulfilled one.</summary>
    internal static JsValue Resolved(JsValue value)
    {
        if (value.IsObject && value.Object is JsPromise)
            return value;
        var promise = new JsPromise();
        promise.Settle(value, isRejected: false);
        return JsValue.Of(promise);
    }

    internal static JsValue Rejected(JsValue reason)
    {
        var promise = new JsPromise();
        promise.Settle(reason, isRejected: true);
        return JsValue.Of(promise);
    }

    /// <summary>Settles a promise as another value turns out: a promise, an object with <c>then</c>, or the value itself.</summary>
    internal static void Follow(Machine machine, JsPromise promise, JsValue value)
    {
        if (value.IsObject && value.Object is JsPromise other)
        {
            other.WhenSettled(() => promise.Settle(other.Outcome, other.IsRejected));
            return;
        }

        if (!value.IsObject || value.Object.Get(machine, "then").Function is not { } then)
        {
            promise.Settle(value, isRejected: false);
            return;
        }

        then.Call(machine, value, [Settler(promise, false, machine), Settler(promise, true, machine)]);
    }

    /// <summary>The functions an executor gets.</summary>
    internal static JsValue Settler(JsPromise promise, bool rejects, Machine machine) => JsValue.FromFunction("", call =>
    {
        if (rejects)
            promise.Settle(call[0], isRejected: true);
        else
            Follow(machine, promise, call[0]);
        return JsValue.Undefined;
    });

    internal static JsValue Await(Machine machine, JsValue value, int position)
    {
        if (!value.IsObject)
            return value;
        var promise = value.Object as JsPromise ?? new JsPromise();
        if (value.Object is not JsPromise)
            Follow(machine, promise, value);
        if (!promise.IsSettled)
            throw machine.TypeError(position, "Expected a promise that is settled, but this one waits for something that never happens");
        return promise.IsRejected ? throw new JsThrow(promise.Outcome, position) : promise.Outcome;
    }
}
