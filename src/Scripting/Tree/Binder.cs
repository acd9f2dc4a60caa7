namespace Lendflow.Scripting.Tree;

/// <summary>Walks the tree once after parsing: finds which variable each name means and which variables closures capture.</summary>
internal sealed class Binder
{
    /// <summary>How deep the tree may be: running it needs stack in proportion.</summary>
    private const int MaximumDepth = 1000;

    private readonly List<NameScope> _scopes = [];
    private readonly List<(Identifier Name, NameScope Scope, Variable Variable)> _references = [];
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _freeNames = new(StringComparer.Ordinal);
    private readonly List<(string Global, string? Member, GlobalUseKind Kind, bool IsTested, int Position)> _uses = [];
    private GlobalUseKind _kind;
    private bool _isTested;
    private NameScope? _scope;
    private FunctionCode? _function;
    private int _depth;

    internal IReadOnlySet<string> FreeNames => _freeNames;

    internal IReadOnlyDictionary<string, HashSet<string>> Members => _members;

    /// <summary>Uses of globals in the order of the source; in an assignment the value comes before the target.</summary>
    internal IReadOnlyList<(string Global, string? Member, GlobalUseKind Kind, bool IsTested, int Position)> Uses => _uses;

    internal void Visit(Node? node)
    {
        if (node is null)
            return;
        if (++_depth > MaximumDepth)
            throw new Parsing.SourceException($"Expected at most {MaximumDepth} nested constructs, but the script has more", node.Position);
        if (node is Statement statement)
            statement.IsTop = _function!.IsScript;
        _function!.Height = Math.Max(_function.Height, _depth - _function.DepthAtStart);
        node.Resolve(this);
        _depth--;
    }

    /// <summary>Visits what is only asked whether it has a value.</summary>
    internal void VisitTested(Node? node)
    {
        var outer = _isTested;
        _isTested = true;
        Visit(node);
        _isTested = outer;
    }

    /// <summary>Visits the two sides of a logical operator, the first of which is asked.</summary>
    internal void VisitEither(Node first, Node second)
    {
        VisitTested(first);
        Visit(second);
    }

    internal void VisitChoice(Node test, Node then, Node? otherwise)
    {
        VisitTested(test);
        Visit(then);
        Visit(otherwise);
    }

    /// <summary>Visits an object whose member is used. What is written into is there already, in part at least, so it is changed;
    /// an optional link only asks.</summary>
    internal void VisitHolder(Node node, bool isOptional)
    {
        var (kind, tested) = (_kind, _isTested);
        _kind = kind == GlobalUseKind.Write ? GlobalUseKind.Change : kind;
        _isTested |= isOptional;
        Visit(node);
        (_kind, _isTested) = (kind, tested);
    }

    /// <summary>Visits what is assigned to.</summary>
    internal void VisitTarget(Node node, GlobalUseKind kind)
    {
        var outer = _kind;
        _kind = kind;
        Visit(node);
        _kind = outer;
    }

    internal void Visit(IEnumerable<Node?> nodes)
    {
        foreach (var node in nodes)
            Visit(node);
    }

    /// <summary>Resolves what is inside a scope of its own.</summary>
    internal NameScope InScope(Action<NameScope> resolve, bool maySkipDeclarations = false)
    {
        var outer = _scope;
        var scope = Open(_function!, maySkipDeclarations);
        resolve(scope);
        _scope = outer;
        return scope;
    }

    internal NameScope InFunction(FunctionCode function, Action<NameScope> resolve)
    {
        var (outerScope, outerFunction) = (_scope, _function);
        _function = function;
        function.DepthAtStart = _depth;
        var scope = Open(function, maySkipDeclarations: false);
        resolve(scope);
        (_scope, _function) = (outerScope, outerFunction);
        return scope;
    }

    private NameScope Open(FunctionCode function, bool maySkipDeclarations)
    {
        _scope = new NameScope(_scope, function) { MaySkipDeclarations = maySkipDeclarations };
        _scopes.Add(_scope);
        return _scope;
    }

    internal void Refer(Identifier name)
    {
        if (FindVariable(name.Name) is not { } variable)
        {
            _freeNames.Add(name.Name);
            Use(name.Name, null, name.Position);
            return;
        }

        variable.IsCaptured |= variable.Scope.Function != _function;
        variable.NeedsDeadZone |= !variable.IsInitialised || (variable.IsCaptured && variable.Kind is VariableKind.Let or VariableKind.Const)
            || variable.Scope.MaySkipDeclarations;
        _references.Add((name, _scope!, variable));
    }

    /// <summary>From here on, in the order of the source, the variable has its value.</summary>
    internal void MarkInitialised(Identifier name)
    {
        if (FindVariable(name.Name) is { } variable)
            variable.IsInitialised = true;
    }

    private Variable? FindVariable(string name)
    {
        for (var scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.Find(name) is { } variable)
                return variable;
            if (name == "arguments" && scope.Function is { HasOwnThis: true } function && scope == function.Scope)
                return function.Arguments = scope.Declare(name, VariableKind.Var, 0);
        }

        return null;
    }

    internal bool IsFree(Identifier name) => FindVariable(name.Name) is null;

    /// <summary>Remembers that the script touches a member of a global by name.</summary>
    internal void NoteMember(Identifier holder, string member)
    {
        _uses.RemoveAt(_uses.Count - 1); // The holder, noted as a use of the whole.
        Use(holder.Name, member, holder.Position);
        if (!_members.TryGetValue(holder.Name, out var members))
            _members.Add(holder.Name, members = new HashSet<string>(StringComparer.Ordinal));
        members.Add(member);
    }

    /// <summary>Remembers a call of a global function.</summary>
    /// <param name="argument">The first argument when it is a literal text.</param>
    internal void NoteCall(Identifier function, string? argument) => _uses.Add((function.Name, argument, GlobalUseKind.Call, _isTested, function.Position));

    private void Use(string global, string? member, int position) => _uses.Add((global, member, _kind, _isTested, position));

    /// <summary>Decides where each variable lives; after this the tree is immutable.</summary>
    internal void Finish()
    {
        foreach (var scope in _scopes)
            scope.Place();
        foreach (var (name, scope, variable) in _references)
            name.Bind(variable, variable.IsCaptured ? Hops(scope, variable.Scope) : Identifier.InFrame);
    }

    private static int Hops(NameScope from, NameScope to)
    {
        var hops = 0;
        for (var scope = from; scope != to; scope = scope.Parent!)
            hops += scope.HeapSize > 0 ? 1 : 0;
        return hops;
    }
}
