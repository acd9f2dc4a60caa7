using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Running;
using Lendflow.Scripting;

namespace Lendflow.Engine.Expressions;

/// <summary>The variables, inputs and outputs one run of a script sees. Values a script changes in place
/// (<c>variables.list.push(4)</c>) are written back when it ends.</summary>
sealed class ScriptScope(Execution x)
{
    readonly Dictionary<string, JsValue> seen = [];
    /// <summary>Values that are not kept as scripts see them, as JSON when the script got or set them.</summary>
    Dictionary<string, JsonElement>? asTyped;
    readonly ExpressionScope flow = new(x);

    public Execution Execution => x;

    public HostObject Variables => field ??= new VariablesObject(this);

    public JsValue Get(string name)
    {
        if (seen.TryGetValue(name, out var value)) return value;
        if (x.FindVariableByName(name) is not { } found) return JsValue.Null;
        var (kept, type) = (found.Variable.Value, DataType.Parse(found.Variable.Type));
        if (kept.IsUnset()) value = JsValue.Null;
        else if (NetTypes.Of(kept, type) is not { } typed) value = JsValue.From(kept);
        else (asTyped ??= [])[name] = (value = typed).ToJson();
        return seen[name] = value;
    }

    /// <summary>Sets a variable; an undeclared name becomes a variable of the nearest container.</summary>
    public void Set(string name, JsValue value)
    {
        seen[name] = value;
        if (!value.TryToJson(out var json, out var problem) || !flow.TrySetVariable(name, json, out problem))
            throw new ScriptException($"Expected a value that variable '{name}' can hold, but {problem}");
        if (value.IsObject) (asTyped ??= [])[name] = json;
    }

    /// <summary>Stores what the script changed inside objects and arrays.</summary>
    public bool TryWriteBack(out string problem)
    {
        problem = "";
        foreach (var (name, value) in seen)
        {
            if (!value.IsObject || x.FindVariableByName(name) is not { } found) continue;
            if (!value.TryToJson(out var json, out var unfit)) problem = unfit;
            else if (json.GetRawText() != Raw(asTyped is not null && asTyped.TryGetValue(name, out var typed) ? typed : found.Variable.Value)) flow.TrySetVariable(name, json, out problem);
            if (problem.Length > 0) return false;
        }
        return true;
    }

    public JsValue Input(string name) => JsValueOf(Evaluation.Input(x, name));

    /// <summary>The last output of a step, given by id or name; the output <c>result</c> when none is named.</summary>
    public JsValue Output(string step, string? output) => JsValueOf(flow.Output(step, output));

    /// <summary>Elsa's generated accessors: <c>getAmount()</c>, <c>setAmount(v)</c> for variables and inputs, and
    /// <c>getResultFromStep()</c> for outputs.</summary>
    public bool TryAccessor(string name, out JsValue value)
    {
        value = default;
        if (name.Length < 4 || name[..3] is not ("get" or "set") || !char.IsUpper(name[3])) return false;
        var subject = name[3..];
        if (FindByPascalName(subject) is { } variable)
        {
            value = name[0] == 'g'
                ? JsValue.FromFunction(name, _ => Get(variable))
                : JsValue.FromFunction(name, c => { Set(variable, c[0]); return JsValue.Undefined; });
            return true;
        }
        if (name[0] == 's') return false;
        if (x.Instance.Input.Keys.Concat(x.Graph.WorkflowInputs).FirstOrDefault(k => Pascal(k) == subject) is { } input)
        {
            value = JsValue.FromFunction(name, _ => Input(input));
            return true;
        }
        return TryOutputAccessor(name, subject, out value);
    }

    bool TryOutputAccessor(string name, string subject, out JsValue value)
    {
        value = default;
        for (var from = subject.IndexOf("From", StringComparison.Ordinal); from > 0; from = subject.IndexOf("From", from + 1, StringComparison.Ordinal))
        {
            var (output, step) = (subject[..from], subject[(from + 4)..]);
            if (x.Graph.Nodes.FirstOrDefault(n => Pascal(n.Name ?? n.Id) == step || n.Id == step) is not { } node) continue;
            value = JsValue.FromFunction(name, _ => Output(node.Id, output));
            return true;
        }
        return false;
    }

    string? FindByPascalName(string pascal) => x.Scopes.SelectMany(s => s.Variables).FirstOrDefault(v => Pascal(v.Name) == pascal)?.Name;

    static JsValue JsValueOf(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? JsValue.Null : JsValue.From(value);

    static string Raw(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "null" : value.GetRawText();

    /// <summary>A name with anything but letters and digits has no accessor, as in Elsa.</summary>
    static string Pascal(string name) => name.Length > 0 && name.All(char.IsLetterOrDigit) ? char.ToUpperInvariant(name[0]) + name[1..] : "";

    sealed class VariablesObject(ScriptScope scope) : HostObject
    {
        public override IEnumerable<string> Names => scope.Execution.Scopes.SelectMany(s => s.Variables).Select(v => v.Name).Distinct();

        public override bool TryGet(string name, out JsValue value)
        {
            value = scope.Get(name);
            return scope.seen.ContainsKey(name);
        }

        public override bool TrySet(string name, JsValue value)
        {
            scope.Set(name, value);
            return true;
        }
    }
}
