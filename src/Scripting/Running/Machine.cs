using System.Diagnostics;

namespace Lendflow.Scripting.Running;

/// <summary>One run: its limits, clock, random numbers and the globals the script created.</summary>
internal sealed class Machine(ScriptHost host, object? context, ScriptLimits limits, DateTimeOffset now, ulong seed)
{
    private const int StepsBetweenClockReadings = 4096;

    private int _untilCheck = Math.Min(StepsBetweenClockReadings, limits.Steps);
    private int _stepsGranted = Math.Min(StepsBetweenClockReadings, limits.Steps);
    private long _startedAt;
    private double _memoryLeft = limits.MemoryBytes;
    private ulong _random = seed;
    private Dictionary<string, JsValue>? _globals;
    private GlobalObject? _globalObject;
    private HashSet<JsArray>? _joining;

    internal object? Context => context;

    internal DateTimeOffset Now => now;

    internal int Depth { get; set; }

    /// <summary>Offset in the source of the call being made; errors from built-ins are reported there.</summary>
    internal int Position { get; set; }

    internal int StepsUsed => _stepsGranted - Math.Max(_untilCheck, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step()
    {
        if (--_untilCheck < 0)
            Check();
    }

    /// <summary>Steps for work a built-in does in one go.</summary>
    internal void Charge(double steps)
    {
        var whole = (int)Math.Min(steps, int.MaxValue / 2);
        if ((_untilCheck -= whole) < 0)
            Check();
    }

    private void Check()
    {
        // _untilCheck is negative: so many steps are needed beyond what was granted.
        if (_stepsGranted - (long)_untilCheck > limits.Steps)
        {
            _stepsGranted = limits.Steps;
            throw new LimitBreach(ScriptErrorKind.StepLimit, $"Expected at most {limits.Steps} steps, but the script needs more");
        }

        var needed = -_untilCheck;
        var grant = Math.Min(needed + StepsBetweenClockReadings, limits.Steps - _stepsGranted);
        _stepsGranted += grant;
        _untilCheck = grant - needed;
        CheckTime();
    }

    private void CheckTime()
    {
        if (_startedAt == 0)
            _startedAt = Stopwatch.GetTimestamp();
        else if (Stopwatch.GetElapsedTime(_startedAt) > limits.Time)
            throw new LimitBreach(ScriptErrorKind.TimeLimit, $"Expected at most {limits.Time.TotalMilliseconds} ms, but the script takes longer");
    }

    internal void Allocate(double bytes)
    {
        if ((_memoryLeft -= bytes) < 0)
            throw new LimitBreach(ScriptErrorKind.MemoryLimit, $"Expected at most {limits.MemoryBytes} bytes, but the script allocates more");
    }

    /// <summary>One more nested call. Leaving is <see cref="Depth"/> -= cost; a catch restores the depth it was entered with.</summary>
    internal void Enter(int cost)
    {
        Step();
        if ((Depth += cost) > limits.Recursion || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw RecursionBreach();
    }

    internal LimitBreach RecursionBreach() =>
        new(ScriptErrorKind.RecursionLimit, $"Expected at most {limits.Recursion} nested calls, but the script makes more");

    /// <summary>An empty object, accounted for.</summary>
    internal JsObject NewObject()
    {
        Allocate(JsObject.ObjectBytes);
        return new JsObject();
    }

    /// <summary>An empty array, accounted for.</summary>
    internal JsArray NewArray()
    {
        Allocate(JsObject.ObjectBytes);
        return new JsArray();
    }

    /// <summary>Arrays being turned into text right now: one that contains itself is empty there.</summary>
    internal HashSet<JsArray> Joining => _joining ??= [];

    /// <summary>A string built by a script: its size is accounted and limited.</summary>
    internal JsValue NewText(string text)
    {
        Allocate(2.0 * text.Length);
        return text;
    }

    internal JsValue Concat(JsValue left, JsValue right)
    {
        var (leftLength, rightLength) = (left.TextLength, right.TextLength);
        if (leftLength == 0)
            return right;
        if (rightLength == 0)
            return left;
        var length = (long)leftLength + rightLength;
        if (length < Rope.MinimumLength)
            return NewText(string.Concat(left.Text, right.Text));
        // A rope costs what it adds; flattening it later is bounded by what its pieces cost.
        Allocate(64 + 2.0 * Math.Min(leftLength, rightLength));
        if (length > int.MaxValue / 4)
            throw RangeError("Invalid string length");
        return JsValue.Of(new Rope(left.Reference!, right.Reference!, (int)length));
    }

    internal bool TryGetGlobal(string name, out JsValue value)
    {
        if (_globals is not null && _globals.TryGetValue(name, out value))
            return true;
        if (name != "globalThis")
            return host.TryGetGlobal(context, name, out value);
        value = JsValue.Of(_globalObject ??= new GlobalObject(this));
        return true;
    }

    internal void SetGlobal(string name, JsValue value)
    {
        if (name is "undefined" or "NaN" or "Infinity")
            throw TypeError($"Cannot assign to read only property '{name}' of object");
        if (_globals is null || !_globals.ContainsKey(name))
            Allocate(JsObject.PropertyBytes);
        (_globals ??= [])[name] = value;
    }

    internal IEnumerable<string> OwnGlobals => _globals?.Keys ?? Enumerable.Empty<string>();

    internal bool DeleteGlobal(string name) => _globals?.Remove(name) ?? false;

    /// <summary>SplitMix64; the upper 53 bits as a fraction.</summary>
    internal double NextRandom()
    {
        _random += 0x9E3779B97F4A7C15;
        var z = (_random ^ (_random >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    internal JsFunction Callable(JsValue value, string what = "callback") => value.Function
        ?? throw TypeError($"{what} is not a function");

    internal JsThrow TypeError(string message) => Error(Intrinsics.TypeErrorPrototype, message);

    internal JsThrow RangeError(string message) => Error(Intrinsics.RangeErrorPrototype, message);

    internal JsThrow ReferenceError(string message) => Error(Intrinsics.ReferenceErrorPrototype, message);

    internal JsThrow SyntaxError(string message) => Error(Intrinsics.SyntaxErrorPrototype, message);

    internal JsThrow TypeError(int position, string message)
    {
        Position = position;
        return TypeError(message);
    }

    internal JsThrow Error(JsObject prototype, string message)
    {
        var error = new JsError(prototype);
        error.Define("message", message, PropertyFlags.Hidden);
        return new JsThrow(JsValue.Of(error), Position);
    }
}
