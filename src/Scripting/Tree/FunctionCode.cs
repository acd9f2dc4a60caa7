namespace Lendflow.Scripting.Tree;

/// <summary>A function's parameters and body; the script as a whole is one too.</summary>
internal sealed class FunctionCode(int position, string name, Element[] parameters, StatementList body)
{
    internal int Position => position;

    internal string Name => name;

    internal bool IsScript { get; init; }

    internal bool IsArrow { get; init; }

    internal bool IsAsync { get; init; }

    /// <summary>Methods, accessors, arrows and async functions cannot be used with <c>new</c>.</summary>
    internal bool IsConstructor { get; init; }

    internal bool IsClass { get; init; }

    internal bool IsDerived { get; init; }

    /// <summary>The body of an arrow without braces, or of a class field.</summary>
    internal Expression? ResultExpression { get; init; }

    /// <summary>Names declared by <c>var</c> anywhere inside.</summary>
    internal IReadOnlyCollection<Identifier> VarNames { get; init; } = [];

    /// <summary>A function expression's name is known inside itself.</summary>
    internal bool KnowsItself { get; init; }

    internal bool HasOwnThis => !IsArrow && !IsScript;

    internal NameScope? Scope { get; private set; }

    internal int LocalCount { get; set; }

    /// <summary>How deep the tree of the body is, which is how much stack a call needs.</summary>
    internal int Height { get; set; }

    internal int DepthAtStart { get; set; }

    /// <summary>The variable <c>arguments</c>, if the function mentions it.</summary>
    internal Variable? Arguments { get; set; }

    internal int Length => parameters.TakeWhile(p => p is { Default: null, IsRest: false }).Count();

    private int DepthCost => 1 + (Height / 32);

    private Variable? _self;

    internal void Resolve(Binder binder) => binder.InFunction(this, scope =>
    {
        Scope = scope;
        foreach (var declared in parameters.SelectMany(p => p.Target.Names).Concat(VarNames))
            scope.Declare(declared, VariableKind.Var);
        body.Declare(scope);
        if (KnowsItself && scope.Find(name) is null)
            _self = scope.Declare(name, VariableKind.Var, position);
        foreach (var parameter in parameters)
            parameter.Resolve(binder);
        body.Resolve(binder);
        binder.Visit(ResultExpression);
    });

    /// <summary>Runs a call: binds the arguments, runs the body, gives the result.</summary>
    internal JsValue Run(Frame frame, Scope? outer)
    {
        var machine = frame.Machine;
        var depth = machine.Depth;
        machine.Enter(DepthCost);
        frame.Scope = outer;
        Scope!.Enter(frame);
        if (_self is not null)
            _self.Initialise(frame, JsValue.Of(frame.Callee!));
        Arguments?.Initialise(frame, JsValue.Of(new JsArray([.. frame.Arguments])));
        BindParameters(frame);
        body.Hoist(frame);
        var result = ResultExpression is not null ? ResultExpression.Evaluate(frame) : RunBody(frame);
        machine.Depth = depth;
        return result;
    }

    private JsValue RunBody(Frame frame)
    {
        var completion = body.Execute(frame);
        return completion == Completion.Return || IsScript ? frame.Result : JsValue.Undefined;
    }

    private void BindParameters(Frame frame)
    {
        var arguments = frame.Arguments;
        for (var i = 0; i < parameters.Length; i++)
        {
            var value = parameters[i].IsRest
                ? JsValue.Of(new JsArray([.. arguments.Skip(i)]))
                : i < arguments.Length ? arguments[i] : JsValue.Undefined;
            parameters[i].Store(frame, value, declares: true);
        }
    }
}
