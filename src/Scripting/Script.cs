using Lendflow.Scripting.Parsing;
using Lendflow.Scripting.Tree;

namespace Lendflow.Scripting;

/// <summary>A JavaScript program: parsed once, immutable, run any number of times on any thread.</summary>
/// <remarks>
/// <para>The language is ECMAScript in strict mode without generators, modules, tagged templates, BigInt, eval, with, Proxy, Reflect
/// and symbols other than <c>Symbol.iterator</c>.</para>
/// <para>What differs on purpose: assigning to an undeclared name creates a global of the run, as in sloppy mode; top-level
/// <c>return</c> and <c>await</c> are allowed; local time is UTC; promises settle at once, their callbacks running immediately instead
/// of later; texts compare by code unit whatever the locale; built-ins cannot be changed; <c>#private</c> members are merely hidden.</para>
/// <para>The same script, host answers, clock and seed always give the same result and step count.</para>
/// </remarks>
public sealed class Script
{
    private static readonly IReadOnlySet<string> NoNames = new HashSet<string>();

    private readonly string _source;
    private readonly FunctionCode _code;
    private readonly IReadOnlyDictionary<string, HashSet<string>> _members;
    private readonly IReadOnlyList<(string Global, string? Member, GlobalUseKind Kind, bool IsTested, int Position)> _uses;

    private Script(string source, FunctionCode code, Binder binder)
    {
        _source = source;
        _code = code;
        _members = binder.Members;
        FreeNames = binder.FreeNames;
        _uses = binder.Uses;
    }

    /// <summary>Global names the script reads or writes, built-ins included.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    /// <summary>Every place where the script touches a global, in the order in which it gets there.</summary>
    public IEnumerable<GlobalUse> Uses => _uses.Select(u =>
    {
        var (line, column) = LineAndColumn(_source, u.Position);
        return new GlobalUse(u.Global, u.Member, u.Kind, u.IsTested, line, column);
    });

    /// <summary>The members of a global that the script names: for <c>variables.X</c> and <c>variables['X']</c>, X.</summary>
    public IReadOnlySet<string> MembersOf(string global) => _members.TryGetValue(global, out var members) ? members : NoNames;

    /// <summary>Null, with the reason in <paramref name="error"/>, when the source is not a script. An empty source is one.</summary>
    public static Script? Parse(string source, out ScriptError? error)
    {
        try
        {
            error = null;
            var code = Parser.ParseScript(source);
            var binder = new Binder();
            code.Resolve(binder);
            binder.Finish();
            return new Script(source, code, binder);
        }
        catch (SourceException mistake)
        {
            error = ErrorAt(source, ScriptErrorKind.Syntax, mistake.Message, mistake.Position);
            return null;
        }
    }

    /// <summary>Runs the script to its end or to a limit. Only an exception of the host's own code, other than
    /// <see cref="ScriptException"/>, leaves this method as an exception.</summary>
    /// <param name="host">The globals.</param>
    /// <param name="context">Handed to the host's functions as <see cref="ScriptCall.Context"/>.</param>
    /// <param name="limits">What the run may use.</param>
    /// <param name="now">What Date.now() and new Date() say for the whole run.</param>
    /// <param name="seed">Start of Math.random's sequence.</param>
    public ScriptResult Run(ScriptHost host, object? context, ScriptLimits limits, DateTimeOffset now, ulong seed)
    {
        var machine = new Machine(host, context, limits, now, seed);
        try
        {
            var result = _code.Run(new Frame(machine, _code.LocalCount, null), null);
            result = Promises.Await(machine, result, 0);
            return new ScriptResult.Value(result, machine.StepsUsed);
        }
        catch (JsThrow thrown)
        {
            var (kind, message) = Thrown(machine, thrown.Value);
            return new ScriptResult.Failed(ErrorAt(_source, kind, message, thrown.Position), machine.StepsUsed);
        }
        catch (LimitBreach breach)
        {
            return new ScriptResult.Failed(ErrorAt(_source, breach.Kind, breach.Message, machine.Position), machine.StepsUsed);
        }
    }

    private static (ScriptErrorKind Kind, string Message) Thrown(Machine machine, JsValue value)
    {
        if (!value.IsObject || value.Object is not JsError error)
            return (ScriptErrorKind.Thrown, value.ToString());
        var message = error.TryGetOwn("message", out var own) ? own.Value.ToString() : "";
        var name = error.Get(machine, "name").ToString();
        var kind = Intrinsics.KindOf(error);
        return (kind, kind == ScriptErrorKind.Thrown && name != "Error" ? $"{name}: {message}" : message);
    }

    private static ScriptError ErrorAt(string source, ScriptErrorKind kind, string message, int position)
    {
        var (line, column) = LineAndColumn(source, position);
        return new ScriptError(kind, message, line, column);
    }

    private static (int Line, int Column) LineAndColumn(string source, int position)
    {
        var before = source.AsSpan(0, Math.Min(position, source.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
