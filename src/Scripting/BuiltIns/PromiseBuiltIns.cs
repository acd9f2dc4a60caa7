namespace Lendflow.Scripting.BuiltIns;

internal static class PromiseBuiltIns
{
    internal static void AddTo(Dictionary<string, JsValue> globals)
    {
        var type = Building.Constructor("Promise", 1, Intrinsics.PromisePrototype, New);
        globals["Promise"] = JsValue.Of(type);
        type.Method("resolve", 1, static call => Resolve(call.Machine, call[0]))
            .Method("reject", 1, static call => Promises.Rejected(call[0]))
            .Method("all", 1, static call => All(call, static (_, promise) => promise.IsRejected ? throw new JsThrow(promise.Outcome, 0) : promise.Outcome))
            .Method("allSettled", 1, static call => All(call, Report))
            .Method("race", 1, static call => First(call, skipRejected: false))
            .Method("any", 1, static call => First(call, skipRejected: true));
        Intrinsics.PromisePrototype
            .Method("then", 2, static call => Then(call, call[0], call[1]))
            .Method("catch", 1, static call => Then(call, JsValue.Undefined, call[0]))
            .Method("finally", 1, Finally);
    }

    private static JsValue New(ScriptCall call)
    {
        CollectionBuiltIns.RequireNew(call, "Promise");
        var executor = call.Machine.Callable(call[0], "Promise resolver");
        var promise = new JsPromise();
        try
        {
            executor.Call(
                call.Machine,
                JsValue.Undefined,
                [Promises.Settler(promise, false, call.Machine), Promises.Settler(promise, true, call.Machine)]);
        }
        catch (JsThrow thrown)
        {
            promise.Settle(thrown.Value, isRejected: true);
        }

        return JsValue.Of(promise);
    }

    private static JsValue Resolve(Machine machine, JsValue value)
    {
        if (value.IsObject && value.Object is JsPromise)
            return value;
        var promise = new JsPromise();
        Promises.Follow(machine, promise, value);
        return JsValue.Of(promise);
    }

    private static JsPromise Self(ScriptCall call) => call.This.IsObject && call.This.Object is JsPromise promise
        ? promise
        : throw call.Machine.TypeError("Promise method called on incompatible receiver");

    private static JsValue Then(ScriptCall call, JsValue onFulfilled, JsValue onRejected)
    {
        var (source, result, machine) = (Self(call), new JsPromise(), call.Machine);
        machine.Allocate(JsObject.ObjectBytes);
        source.WhenSettled(() =>
        {
            if ((source.IsRejected ? onRejected : onFulfilled).Function is not { } callback)
            {
                result.Settle(source.Outcome, source.IsRejected);
                return;
            }

            try
            {
                Promises.Follow(machine, result, callback.Call(machine, JsValue.Undefined, [source.Outcome]));
            }
            catch (JsThrow thrown)
            {
                result.Settle(thrown.Value, isRejected: true);
            }
        });
        return JsValue.Of(result);
    }

    private static JsValue Finally(ScriptCall call)
    {
        var callback = call.Machine.Callable(call[0]);
        var (machine, source) = (call.Machine, Self(call));
        var pass = JsValue.FromFunction("", _ =>
        {
            Promises.Await(machine, callback.Call(machine, JsValue.Undefined, []), machine.Position);
            return source.IsRejected ? throw new JsThrow(source.Outcome, machine.Position) : source.Outcome;
        });
        return Then(call, pass, pass);
    }

    private static IEnumerable<JsPromise> Settled(ScriptCall call)
    {
        foreach (var item in Iteration.Of(call.Machine, call[0]))
        {
            var promise = (JsPromise)Resolve(call.Machine, item).Object;
            if (!promise.IsSettled)
                Promises.Await(call.Machine, JsValue.Of(promise), call.Machine.Position);
            yield return promise;
        }
    }

    private static JsValue All(ScriptCall call, Func<ScriptCall, JsPromise, JsValue> select) =>
        Promises.Of(() => ArrayBuiltIns.New(call, Settled(call).Select(p => select(call, p))));

    private static JsValue Report(ScriptCall call, JsPromise promise)
    {
        var report = new JsObject();
        report.Define("status", promise.IsRejected ? "rejected" : "fulfilled");
        report.Define(promise.IsRejected ? "reason" : "value", promise.Outcome);
        return JsValue.Of(report);
    }

    private static JsValue First(ScriptCall call, bool skipRejected)
    {
        var promises = Settled(call).Where(p => !skipRejected || !p.IsRejected).Take(1).ToList();
        if (promises.Count > 0)
            return JsValue.Of(promises[0]);
        return skipRejected
            ? Promises.Rejected(call.Machine.Error(Intrinsics.ErrorPrototype, "All promises were rejected").Value)
            : JsValue.Of(new JsPromise());
    }
}
