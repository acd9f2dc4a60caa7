namespace Lendflow.Scripting.Tree;

/// <summary>What all loops share: what a break or continue out of the body means.</summary>
/// <param name="labels">The labels right in front of the loop.</param>
internal abstract class Loop(int position, string[] labels, Statement body) : Statement(position)
{
    protected Statement Body => body;

    /// <summary>Runs the body once. True when the loop goes on; otherwise the completion is what the loop ends with.</summary>
    protected bool Round(Frame frame, ref Completion completion)
    {
        frame.Machine.Step();
        var ended = body.Execute(frame);
        if (ended == Completion.Normal)
            return true;
        var isMine = frame.Label is null || Array.IndexOf(labels, frame.Label) >= 0;
        if (ended == Completion.Return || !isMine)
        {
            completion = ended;
            return false;
        }

        frame.Label = null;
        return ended == Completion.Continue;
    }

    protected void ResetResult(Frame frame)
    {
        if (IsTop)
            frame.Result = JsValue.Undefined;
    }
}

internal sealed class While(int position, string[] labels, Expression test, Statement body) : Loop(position, labels, body)
{
    internal override void Resolve(Binder binder) => binder.Visit([test, Body]);

    internal override Completion Execute(Frame frame)
    {
        ResetResult(frame);
        var completion = Completion.Normal;
        while (test.Test(frame) && Round(frame, ref completion))
        {
        }

        return completion;
    }
}

internal sealed class DoWhile(int position, string[] labels, Statement body, Expression test) : Loop(position, labels, body)
{
    internal override void Resolve(Binder binder) => binder.Visit([Body, test]);

    internal override Completion Execute(Frame frame)
    {
        ResetResult(frame);
        var completion = Completion.Normal;
        while (Round(frame, ref completion) && test.Test(frame))
        {
        }

        return completion;
    }
}

/// <summary><c>for (first; test; next)</c>. Each round of a for-let has its own variables, which matters when closures see them.</summary>
internal sealed class For(int position, string[] labels, Statement? first, Expression? test, Expression? next, Statement body)
    : Loop(position, labels, body)
{
    private NameScope? _scope;

    internal override void Resolve(Binder binder) => _scope = binder.InScope(scope =>
    {
        if (first is VariableDeclaration { Kind: not VariableKind.Var } variables)
            variables.Declare(scope);
        binder.Visit([first, test, next, Body]);
    });

    internal override Completion Execute(Frame frame)
    {
        ResetResult(frame);
        _scope!.Enter(frame);
        first?.Execute(frame);
        var completion = Completion.Normal;
        while ((test is null || test.Test(frame)) && Round(frame, ref completion))
        {
            if (_scope.HeapSize > 0)
                NextRound(frame);
            next?.Evaluate(frame);
        }

        _scope.Leave(frame);
        return completion;
    }

    private static void NextRound(Frame frame)
    {
        frame.Machine.Allocate(32 + (frame.Scope!.Slots.Length * 16));
        frame.Scope = frame.Scope.Copy();
    }
}

/// <summary>The expression a for loop starts with; its value is nobody's result.</summary>
internal sealed class Initialiser(Expression expression) : Statement(expression.Position)
{
    internal override void Resolve(Binder binder) => binder.Visit(expression);

    internal override Completion Execute(Frame frame)
    {
        expression.Evaluate(frame);
        return Completion.Normal;
    }
}

/// <summary>for-of over values, for-in over keys.</summary>
/// <param name="kind">Null when the target is not declared here.</param>
internal sealed class ForEach(
    int position, string[] labels, bool overKeys, VariableKind? kind, ITarget target, Expression source, Statement body)
    : Loop(position, labels, body)
{
    private NameScope? _scope;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(source);
        _scope = binder.InScope(scope =>
        {
            foreach (var name in target.Names)
            {
                if (kind is VariableKind.Let or VariableKind.Const)
                    scope.Declare(name, kind.Value).IsInitialised = true;
            }

            binder.Visit((Node)target);
            binder.Visit(Body);
        });
    }

    internal override Completion Execute(Frame frame)
    {
        ResetResult(frame);
        var value = source.Evaluate(frame);
        var items = overKeys ? KeysOf(frame.Machine, value) : Iteration.Of(frame.Machine, value, source.Position);
        var completion = Completion.Normal;
        foreach (var item in items)
        {
            _scope!.Enter(frame);
            target.Store(frame, item, declares: kind is not null);
            var goesOn = Round(frame, ref completion);
            _scope.Leave(frame);
            if (!goesOn)
                break;
        }

        return completion;
    }

    /// <summary>Enumerable keys, inherited ones last; a key deleted on the way is not visited.</summary>
    private static IEnumerable<JsValue> KeysOf(Machine machine, JsValue value)
    {
        if (value.IsString)
            return Enumerable.Range(0, value.TextLength).Select(i => JsValue.From(NumberText.Of(i)));
        return value.IsObject ? KeysOf(machine, value.Object) : [];
    }

    private static IEnumerable<JsValue> KeysOf(Machine machine, JsObject target)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var holder = target; holder is not null; holder = holder.Prototype)
        {
            var keys = holder.Keys();
            machine.Charge(keys.Count / 4);
            foreach (var key in keys)
            {
                if (seen.Add(key) && holder.TryGetOwn(key, out _))
                    yield return key;
            }
        }
    }
}

internal sealed record Case(Expression? Test, StatementList Body);

internal sealed class Switch(int position, string[] labels, Expression subject, Case[] cases) : Statement(position)
{
    private NameScope? _scope;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(subject);
        _scope = binder.InScope(
            scope =>
            {
                foreach (var one in cases)
                    one.Body.Declare(scope);
                foreach (var one in cases)
                {
                    binder.Visit(one.Test);
                    one.Body.Resolve(binder);
                }
            },
            maySkipDeclarations: true);
    }

    internal override Completion Execute(Frame frame)
    {
        if (IsTop)
            frame.Result = JsValue.Undefined;
        var value = subject.Evaluate(frame);
        _scope!.Enter(frame);
        foreach (var one in cases)
            one.Body.Hoist(frame);
        var completion = Run(frame, Start(frame, value));
        _scope.Leave(frame);
        if (completion != Completion.Break || (frame.Label is not null && Array.IndexOf(labels, frame.Label) < 0))
            return completion;
        frame.Label = null;
        return Completion.Normal;
    }

    private int Start(Frame frame, JsValue value)
    {
        var match = Array.FindIndex(cases, c => c.Test is not null && Coercion.StrictEquals(value, c.Test.Evaluate(frame)));
        return match >= 0 ? match : Array.FindIndex(cases, c => c.Test is null);
    }

    private Completion Run(Frame frame, int from)
    {
        for (var i = from; i >= 0 && i < cases.Length; i++)
        {
            if (cases[i].Body.Execute(frame) is var completion && completion != Completion.Normal)
                return completion;
        }

        return Completion.Normal;
    }
}
