namespace Lendflow.Scripting.Tree;

/// <summary>A class. Private names (<c>#x</c>) are ordinary members that no listing shows.</summary>
/// <param name="constructor">Null when the class does not write one.</param>
internal sealed class ClassExpression(int position, string name, Expression? parent, FunctionExpression constructor, Member[] members, Member[] fields)
    : Expression(position)
{
    private NameScope? _scope;
    private Variable? _self;

    internal string Name => name;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(parent);
        _scope = binder.InScope(scope =>
        {
            _self = name.Length > 0 ? scope.Declare(name, VariableKind.Let, Position) : null;
            binder.Visit(constructor);
            foreach (var member in members.Concat(fields))
            {
                binder.Visit(member.Key);
                binder.Visit(member.Value);
            }
        });
    }

    internal override JsValue Evaluate(Frame frame) => Build(frame, name);

    internal JsValue Build(Frame frame, string className)
    {
        var (parentObject, parentPrototype) = Parent(frame);
        _scope!.Enter(frame);
        var prototype = new JsObject(parentPrototype);
        var type = constructor.Close(frame, className, prototype);
        type.Prototype = parentObject;
        type.Define("prototype", JsValue.Of(prototype), PropertyFlags.None);
        prototype.Define("constructor", JsValue.Of(type), PropertyFlags.Hidden);
        foreach (var member in members)
            ObjectLiteral.DefineMember(frame, member.IsStatic ? type : prototype, member, member.KeyText(frame), PropertyFlags.Hidden);
        _self?.Initialise(frame, JsValue.Of(type));
        type.SetFields([.. fields.Where(f => !f.IsStatic).Select(f => Field(frame, f, prototype))]);
        foreach (var (key, value) in fields.Where(f => f.IsStatic).Select(f => Field(frame, f, type)))
            type.Define(key, value?.Call(frame.Machine, JsValue.Of(type), []) ?? JsValue.Undefined);
        _scope.Leave(frame);
        return JsValue.Of(type);
    }

    private static (string Key, ClosureFunction? Value) Field(Frame frame, Member field, JsObject home) =>
        (field.KeyText(frame), (field.Value as FunctionExpression)?.Close(frame, null, home));

    private (JsObject Type, JsObject? Prototype) Parent(Frame frame)
    {
        if (parent is null)
            return (Intrinsics.FunctionPrototype, Intrinsics.ObjectPrototype);
        var value = parent.Evaluate(frame);
        if (value.IsNull)
            return (Intrinsics.FunctionPrototype, null);
        if (value.Function is not { IsConstructor: true } type)
            throw frame.Machine.TypeError(Position, "Class extends value is not a constructor or null");
        return (type, type.Get(frame.Machine, "prototype") is { IsObject: true } prototype ? prototype.Object : null);
    }
}

internal sealed class ClassDeclaration(Identifier name, ClassExpression type) : Statement(name.Position)
{
    internal Identifier Name => name;

    internal override void Resolve(Binder binder)
    {
        binder.Visit(type);
        binder.MarkInitialised(name);
        binder.Visit(name);
    }

    internal override Completion Execute(Frame frame)
    {
        name.Store(frame, type.Evaluate(frame), declares: true);
        return Completion.Normal;
    }
}
