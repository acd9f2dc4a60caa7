using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Scripting;

namespace Lendflow.Engine.Linting;

/// <summary>A place where a step touches a variable.</summary>
/// <param name="Variable">Null when no variable around the step answers to the name.</param>
/// <param name="Name">What is written: an id in expressions, a name in scripts.</param>
/// <param name="IsTested">Whether the step can do without a value.</param>
/// <param name="Order">In the step: inputs come before outputs, and a script runs from its beginning.</param>
sealed record VariableUse(Node Step, string Path, VariableInScope? Variable, string Name, UseKind Kind, bool IsTested, int Order);

enum UseKind
{
    Read,
    Write,

    /// <summary>Read, then written.</summary>
    Change,
}

/// <summary>A variable with the workflow or container that declares it.</summary>
sealed record VariableInScope(Node Scope, VariableDeclaration Declaration);

/// <summary>An expression where it is written.</summary>
sealed record ExpressionInPlace(Node Step, string Input, string Path, Expression Expression);

/// <summary>Who reads and who writes which variable, found in expressions, scripts and output bindings.</summary>
sealed class VariableUses
{
    readonly Lint lint;
    readonly List<VariableUse> uses = [];
    int order;

    public VariableUses(Lint lint)
    {
        this.lint = lint;
        Declared = [.. lint.Steps.Prepend(lint.Graph.Root).SelectMany(s => s.Variables.Select(v => new VariableInScope(s, v)))];
        Expressions = [.. lint.Steps.SelectMany(In)];
        foreach (var expression in Expressions) Read(expression);
        foreach (var step in lint.Steps) Write(step);
    }

    public IReadOnlyList<VariableInScope> Declared { get; }

    public IReadOnlyList<VariableUse> All => uses;

    /// <summary>Every expression of every step, those inside cases and other plain members included.</summary>
    public IReadOnlyList<ExpressionInPlace> Expressions { get; }

    /// <summary>Whether some script touches variables whose names it only knows when it runs: then anything may be read or written.</summary>
    public bool HasUnknownUses { get; private set; }

    /// <summary>The variable an id means at a step: innermost container first.</summary>
    public static VariableInScope? FindById(Node step, string id) => Find(step, v => v.Id == id);

    static VariableInScope? FindByName(Node step, string name) => Find(step, v => v.Name == name);

    static VariableInScope? FindByPascalName(Node step, string pascal) =>
        Find(step, v => v.Name.Length > 0 && char.ToUpperInvariant(v.Name[0]) + v.Name[1..] == pascal);

    static VariableInScope? Find(Node step, Func<VariableDeclaration, bool> isIt)
    {
        for (var scope = step; scope is not null; scope = scope.Parent)
            if (scope.Variables.FirstOrDefault(isIt) is { } variable) return new VariableInScope(scope, variable);
        return null;
    }

    IEnumerable<ExpressionInPlace> In(Node step)
    {
        foreach (var (name, expression) in step.Inputs)
        {
            var path = $"{lint.PathOf(step)}.{name}";
            yield return new ExpressionInPlace(step, name, path, expression);
            if (expression.Type == "Literal" && step.Plan is Expression script && name == "script") yield return new ExpressionInPlace(step, name, path, script);
        }
        foreach (var member in step.Source.EnumerateObject())
            if (step.Element is NotFoundActivity || step.Element.Descriptor.Input(member.Name) is { IsWrapped: false })
                foreach (var inner in Below(step, member.Name, member.Value)) yield return inner;
    }

    /// <summary>Expressions inside a plain member, not those of activities embedded there.</summary>
    IEnumerable<ExpressionInPlace> Below(Node step, string input, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray().SelectMany(v => Below(step, input, v));
        if (value.ValueKind != JsonValueKind.Object) return [];
        if (value.Text("type") is { } type)
            return !type.Contains('.') && value.Member("value").ValueKind != JsonValueKind.Undefined && ExpressionReading.Read(value) is { } expression
                ? [new ExpressionInPlace(step, input, lint.PathOf(value), expression)] : [];
        return value.EnumerateObject().SelectMany(p => Below(step, input, p.Value));
    }

    void Read(ExpressionInPlace place)
    {
        if (place.Expression.Type is not ("Literal" or "Object" or "Variable" or "Input" or "JavaScript")) HasUnknownUses = true;
        if (place.Expression.Type == "Variable" && IdIn(place.Expression.Value) is { } id)
            Note(place, FindById(place.Step, id), id, UseKind.Read, isTested: false);
        if (place.Expression.Script is { } script)
            foreach (var use in script.Uses) Note(place, use, script);
    }

    void Note(ExpressionInPlace place, GlobalUse use, Script script)
    {
        var path = $"{place.Path} ({use.Line}:{use.Column})";
        var at = place with { Path = path };
        switch (use)
        {
            case { Global: "variables", Member: null }:
            case { Global: "getVariable" or "setVariable", Member: null, Kind: GlobalUseKind.Call }:
                HasUnknownUses = true;
                break;
            case { Global: "variables", Member: { } name }:
                Note(at, FindByName(place.Step, name), name, KindOf(use.Kind), use.IsTested);
                break;
            case { Global: "getVariable" or "setVariable", Member: { } name, Kind: GlobalUseKind.Call }:
                Note(at, FindByName(place.Step, name), name, use.Global[0] == 's' ? UseKind.Write : UseKind.Read, use.IsTested);
                break;
            case { Global: [_, _, _, not '\0', ..] global } when global[..3] is "get" or "set" && char.IsUpper(global[3]) && use.Kind == GlobalUseKind.Call:
                if (FindByPascalName(place.Step, global[3..]) is { } found) Note(at, found, found.Declaration.Name, global[0] == 's' ? UseKind.Write : UseKind.Read, use.IsTested);
                break;
        }
    }

    void Write(Node step)
    {
        var outputs = step.Element is not NotFoundActivity ? step.Outputs.Select(o => (o.Key, o.Value))
            : step.Source.EnumerateObject().Select(m => (m.Name, m.Value.Member("memoryReference").Text("id") ?? ""));
        foreach (var (output, target) in outputs)
            if (FindById(step, target) is { } variable) Note(step, $"{lint.PathOf(step)}.{output}", variable, target, UseKind.Write);
        if (step.Element is SetVariable && step.Plan is string id) Note(step, $"{lint.PathOf(step)}.variable", FindById(step, id), id, UseKind.Write);
    }

    void Note(ExpressionInPlace place, VariableInScope? variable, string name, UseKind kind, bool isTested) =>
        uses.Add(new VariableUse(place.Step, place.Path, variable, name, kind, isTested, order++));

    void Note(Node step, string path, VariableInScope? variable, string name, UseKind kind) =>
        uses.Add(new VariableUse(step, path, variable, name, kind, IsTested: false, order++));

    static UseKind KindOf(GlobalUseKind kind) => kind switch
    {
        GlobalUseKind.Write => UseKind.Write,
        GlobalUseKind.Change => UseKind.Change,
        _ => UseKind.Read,
    };

    /// <summary>The id in a Variable expression: an object, its JSON text, or the bare id.</summary>
    static string? IdIn(JsonElement reference)
    {
        if (reference.ValueKind == JsonValueKind.String) reference = Values.TryParse(reference.GetString()!) ?? reference;
        return reference.ValueKind == JsonValueKind.Object ? reference.Text("id") : reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
    }
}
