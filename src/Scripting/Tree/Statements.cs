namespace Lendflow.Scripting.Tree;

/// <summary>Statements in a row and what they declare.</summary>
internal sealed class StatementList(Statement[] statements)
{
    private readonly FunctionDeclaration[] _functions = [.. statements.OfType<FunctionDeclaration>()];

    internal bool DeclaresNames => statements.Any(s => s is FunctionDeclaration or ClassDeclaration or VariableDeclaration { Kind: not VariableKind.Var });

    internal void Declare(NameScope scope)
    {
        foreach (var statement in statements)
        {
            if (statement is FunctionDeclaration function)
                scope.Declare(function.Name, VariableKind.Function);
            else if (statement is ClassDeclaration type)
                scope.Declare(type.Name, VariableKind.Let);
            else if (statement is VariableDeclaration { Kind: not VariableKind.Var } variables)
                variables.Declare(scope);
        }
    }

    internal void Resolve(Binder binder) => binder.Visit(statements);

    internal void Hoist(Frame frame)
    {
        foreach (var function in _functions)
            function.Hoist(frame);
    }

    internal Completion Execute(Frame frame)
    {
        foreach (var statement in statements)
        {
            frame.Machine.Step();
            if (statement.Execute(frame) is var completion && completion != Completion.Normal)
                return completion;
        }

        return Completion.Normal;
    }
}

internal sealed class ExpressionStatement(int position, Expression expression) : Statement(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(expression);

    internal override Completion Execute(Frame frame)
    {
        var value = expression.Evaluate(frame);
        if (IsTop)
            frame.Result = value;
        return Completion.Normal;
    }
}

internal sealed class Empty(int position) : Statement(position)
{
    internal override void Resolve(Binder binder)
    {
    }

    internal override Completion Execute(Frame frame) => Completion.Normal;
}

internal sealed class VariableDeclaration(int position, VariableKind kind, (ITarget Target, Expression? Value)[] variables) : Statement(position)
{
    internal VariableKind Kind => kind;

    internal void Declare(NameScope scope)
    {
        foreach (var name in variables.SelectMany(v => v.Target.Names))
            scope.Declare(name, kind);
    }

    internal override void Resolve(Binder binder)
    {
        foreach (var (target, value) in variables)
        {
            binder.Visit(value);
            if (target is not Identifier && kind != VariableKind.Var)
                binder.Visit((Node)target);
            foreach (var name in target.Names)
                binder.MarkInitialised(name);
            if (target is Identifier || kind == VariableKind.Var)
                binder.Visit((Node)target);
        }
    }

    internal override Completion Execute(Frame frame)
    {
        foreach (var (target, value) in variables)
        {
            if (value is not null)
                target.Store(frame, FunctionExpression.EvaluateNamed(frame, value, target), declares: true);
            else if (kind != VariableKind.Var)
                target.Store(frame, JsValue.Undefined, declares: true);
        }

        return Completion.Normal;
    }
}

internal sealed class Block(int position, StatementList statements) : Statement(position)
{
    private NameScope? _scope;

    internal override void Resolve(Binder binder)
    {
        if (!statements.DeclaresNames)
        {
            statements.Resolve(binder);
            return;
        }

        _scope = binder.InScope(scope =>
        {
            statements.Declare(scope);
            statements.Resolve(binder);
        });
    }

    internal override Completion Execute(Frame frame)
    {
        if (_scope is null)
            return statements.Execute(frame);
        _scope.Enter(frame);
        statements.Hoist(frame);
        var completion = statements.Execute(frame);
        _scope.Leave(frame);
        return completion;
    }
}

internal sealed class If(int position, Expression test, Statement then, Statement? otherwise) : Statement(position)
{
    internal override void Resolve(Binder binder) => binder.VisitChoice(test, then, otherwise);

    internal override Completion Execute(Frame frame)
    {
        var holds = test.Test(frame);
        if (IsTop)
            frame.Result = JsValue.Undefined;
        return holds ? then.Execute(frame) : otherwise?.Execute(frame) ?? Completion.Normal;
    }
}

internal sealed class Return(int position, Expression? value) : Statement(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(value);

    internal override Completion Execute(Frame frame)
    {
        frame.Result = value?.Evaluate(frame) ?? JsValue.Undefined;
        return Completion.Return;
    }
}

internal sealed class Throw(int position, Expression value) : Statement(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(value);

    internal override Completion Execute(Frame frame)
    {
        frame.Machine.Charge(100);
        throw new JsThrow(value.Evaluate(frame), Position);
    }
}

/// <summary><c>break</c> and <c>continue</c>.</summary>
internal sealed class Jump(int position, Completion completion, string? label) : Statement(position)
{
    internal override void Resolve(Binder binder)
    {
    }

    internal override Completion Execute(Frame frame)
    {
        frame.Label = label;
        return completion;
    }
}

internal sealed class Labelled(int position, string label, Statement body) : Statement(position)
{
    internal override void Resolve(Binder binder) => binder.Visit(body);

    internal override Completion Execute(Frame frame)
    {
        var completion = body.Execute(frame);
        if (completion != Completion.Break || frame.Label != label)
            return completion;
        frame.Label = null;
        return Completion.Normal;
    }
}

internal sealed class Try(int position, Block body, ITarget? caught, Block? handler, Block? finalizer) : Statement(position)
{
    private NameScope? _scope;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(body);
        if (handler is not null)
        {
            _scope = binder.InScope(scope =>
            {
                foreach (var name in caught?.Names ?? [])
                    scope.Declare(name, VariableKind.Let).IsInitialised = true;
                binder.Visit((Node?)caught);
                binder.Visit(handler);
            });
        }

        binder.Visit(finalizer);
    }

    internal override Completion Execute(Frame frame)
    {
        if (IsTop)
            frame.Result = JsValue.Undefined;
        if (finalizer is null)
            return Guarded(frame);
        JsThrow? pending = null;
        var completion = Completion.Normal;
        var (scope, depth) = (frame.Scope, frame.Machine.Depth);
        try
        {
            completion = Guarded(frame);
        }
        catch (JsThrow thrown)
        {
            (frame.Scope, frame.Machine.Depth) = (scope, depth);
            pending = thrown;
        }

        return Finally(frame, completion, pending);
    }

    /// <summary>The finalizer's own jump or error wins over what was pending.</summary>
    private Completion Finally(Frame frame, Completion completion, JsThrow? pending)
    {
        var (result, label) = (frame.Result, frame.Label);
        var last = finalizer!.Execute(frame);
        if (last != Completion.Normal)
            return last;
        if (pending is not null)
            throw new JsThrow(pending.Value, pending.Position);
        (frame.Result, frame.Label) = (result, label);
        return completion;
    }

    private Completion Guarded(Frame frame)
    {
        if (handler is null)
            return body.Execute(frame);
        var (scope, depth) = (frame.Scope, frame.Machine.Depth);
        try
        {
            return body.Execute(frame);
        }
        catch (JsThrow thrown)
        {
            (frame.Scope, frame.Machine.Depth) = (scope, depth);
            return Handle(frame, thrown.Value);
        }
    }

    private Completion Handle(Frame frame, JsValue thrown)
    {
        if (IsTop)
            frame.Result = JsValue.Undefined;
        _scope!.Enter(frame);
        caught?.Store(frame, thrown, declares: true);
        var completion = handler!.Execute(frame);
        _scope.Leave(frame);
        return completion;
    }
}
