using System.Runtime.CompilerServices;
using System.Text.Json;
using Lendflow.Engine.Expressions;
using Lendflow.Scripting;

namespace Lendflow.CSharp;

/// <summary>Watches over one run on its thread: counts its steps, knows its scope, gives it time and random numbers that a replay
/// gives again. Called by compiled scripts only.</summary>
public static class Guard
{
    /// <summary>Turns of loops and calls of functions in one run: about a second's worth.</summary>
    public const int MostSteps = 10_000_000;

    [ThreadStatic]
    static Run? current;

    sealed class Run(ExpressionScope scope)
    {
        public ExpressionScope Scope => scope;
        public int Steps { get; set; }
        public ulong Random { get; set; } = scope.Seed;
    }

    internal static ExpressionScope Scope => Current.Scope;

    static Run Current => current ?? throw new InvalidOperationException("Expected a script that runs, but none does on this thread.");

    public static DateTime UtcNow => Scope.Now.UtcDateTime;

    public static DateTime Today => Scope.Now.UtcDateTime.Date;

    public static DateTimeOffset UtcNowWithOffset => Scope.Now;

    /// <summary>Called in every turn of a loop and every call of a function.</summary>
    public static void Step()
    {
        var run = Current;
        if (++run.Steps > MostSteps) throw new ScriptException($"Expected the script to end, but it went on for more than {MostSteps:N0} steps.");
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>A GUID from the run's own random numbers.</summary>
    public static Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    internal static JsonElement Execute(ExpressionScope scope, CompiledScript script)
    {
        var before = current;
        current = new Run(scope);
        try { return NetValues.From(script.Start().Body()); }
        finally { current = before; }
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    static ulong Next()
    {
        var z = Current.Random += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
