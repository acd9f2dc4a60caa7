namespace Lendflow.Scripting.Tree;

/// <summary>A function, arrow, method, accessor or class field initialiser.</summary>
internal sealed class FunctionExpression(FunctionCode code) : Expression(code.Position)
{
    internal FunctionCode Code => code;

    internal override void Resolve(Binder binder) => code.Resolve(binder);

    internal override JsValue Evaluate(Frame frame) => JsValue.Of(Close(frame));

    /// <param name="name">The name an anonymous function gets from where it is assigned.</param>
    /// <param name="home">Where <c>super</c> of a method starts.</param>
    internal ClosureFunction Close(Frame frame, string? name = null, JsObject? home = null)
    {
        frame.Machine.Allocate(ClosureFunction.Bytes);
        return new ClosureFunction(code, frame.Machine, frame.Scope, name ?? code.Name)
        {
            Home = home,
            Maker = code.IsArrow ? frame.Owner : null,
        };
    }

    /// <summary>Evaluates what is assigned to a name: an anonymous function or class is then called so.</summary>
    internal static JsValue EvaluateNamed(Frame frame, Expression value, ITarget target) => (value, target) switch
    {
        (FunctionExpression { Code.Name: "" } function, Identifier name) => JsValue.Of(function.Close(frame, name.Name)),
        (ClassExpression { Name: "" } type, Identifier name) => type.Build(frame, name.Name),
        _ => value.Evaluate(frame),
    };
}

/// <summary>A function declaration; it takes effect where its block starts.</summary>
internal sealed class FunctionDeclaration(Identifier name, FunctionExpression function) : Statement(name.Position)
{
    internal Identifier Name => name;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(name);
        binder.Visit(function);
    }

    internal void Hoist(Frame frame) => name.Store(frame, function.Evaluate(frame), declares: true);

    internal override Completion Execute(Frame frame) => Completion.Normal;
}
