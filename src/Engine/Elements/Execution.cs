using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>What an element can see and do while one of its executions runs. Everything it does becomes a change.</summary>
public sealed class Execution
{
    readonly Burst burst;

    internal Execution(Burst burst, ActivityExecution self) => (this.burst, Self, Node) = (burst, self, burst.Graph[self.Node]);

    public ActivityExecution Self { get; }
    public Node Node { get; }
    public Graph Graph => burst.Graph;
    public Instance Instance => burst.Instance;
    public DateTimeOffset Now => burst.Now;

    /// <summary>Whether this is the step that a stimulus started the instance by, on its first visit: it does not wait for the
    /// stimulus once more.</summary>
    public bool IsTrigger => Instance.TriggerActivity == Node.Id && Visit == 1;

    /// <summary>Equal for every try of this visit of the step, different for every other visit and step: what makes effects idempotent.</summary>
    internal string VisitKey => $"{Instance.Id}/{(Graph.FindById(Node.Id) == Node ? Node.Id : Node.Path)}/{Visit}";

    int Visit => Self.Visit > 0 ? Self.Visit : Instance.Visits.GetValueOrDefault(Node.Path);

    /// <summary>What scripts see as <c>args</c>.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Arguments { get; private init; } = new Dictionary<string, JsonElement>();

    internal Execution WithArguments(IReadOnlyDictionary<string, JsonElement> arguments) => new(burst, Self) { Arguments = arguments };

    /// <summary>The value of an input that was evaluated before the execution; unset when it was not given.</summary>
    public JsonElement Input(string name) => Self.Inputs.TryGetValue(name, out var value) ? value : default;

    public string? Text(string name) => Input(name) is var value && value.IsUnset() ? null : Conversion.Text(value);

    public bool Flag(string name) => Input(name).ValueKind == JsonValueKind.True;

    /// <summary>Evaluates an expression now. When it fails, this execution is faulted and false is returned: the element stops.</summary>
    public bool TryEvaluate(Expression expression, DataType type, string name, out JsonElement value)
    {
        if (Evaluation.TryEvaluate(this, expression, type, out value, out var problem)) return true;
        Fail($"Expected input '{name}' to have a value of type {type.Name}, but {problem.Message}", problem.Cause);
        return false;
    }

    /// <summary>Evaluates an expression whose failure is told by the caller.</summary>
    internal bool TryEvaluate(Expression expression, out JsonElement value, ref string problem)
    {
        if (Evaluation.TryEvaluate(this, expression, DataType.Any, out value, out var failure)) return true;
        problem = failure.Message;
        return false;
    }

    /// <summary>Why a value cannot be taken in; null when it can.</summary>
    internal string? Excess(JsonElement value) =>
        burst.Used.IsFull ? $"one decision may write at most {Limits.BurstBytes} bytes of values, and this one has written them."
        : Consumption.SizeOf(value) is > Limits.ValueBytes and var size ? $"a value may have at most {Limits.ValueBytes} bytes, and this one has {size}."
        : null;

    internal bool EvaluateInputs()
    {
        if (Node.InputsEvaluatedFirst.Length == 0) return true;
        if (Node.ConstantInputs is not { } values)
        {
            var evaluated = new Dictionary<string, JsonElement>(Node.InputsEvaluatedFirst.Length);
            foreach (var (name, expression, type) in Node.InputsEvaluatedFirst)
            {
                if (!TryEvaluate(expression, type, name, out var value)) return false;
                evaluated[name] = value;
            }
            values = evaluated;
        }
        burst.Emit(new Change.InputsEvaluated(Self.Id, values));
        return true;
    }

    public void Schedule(Node child, string? tag = null, IReadOnlyList<Variable>? variables = null) =>
        burst.Emit(new Change.WorkScheduled(new WorkItem(child.Path, Self.Id, Self.IsOver ? Late : tag, burst.Instance.LastActivity, variables)));

    /// <summary>Tag of what an execution schedules when it is over already: its completion is told to the owner all the same.</summary>
    internal const string Late = "late";

    /// <summary>Completes this execution; without outcomes connections of port Done are followed.</summary>
    public void Complete(params IReadOnlyList<string> outcomes) => burst.Complete(Self, outcomes.Count == 0 ? null : outcomes);

    /// <summary>Completes another execution, for example the composite around this one.</summary>
    public void Complete(ActivityExecution other, IReadOnlyList<string>? outcomes) => burst.Complete(other, outcomes);

    /// <param name="message">In the form "Expected …, but …".</param>
    public void Fail(string message, string? cause = null) => burst.Fault(Self, message, cause);

    public void Fail(ActivityExecution other, string message) => burst.Fault(other, message, null);

    public void Cancel(ActivityExecution child) => burst.Cancel(child, tellOwner: true);

    /// <summary>The execution that scheduled this one; null for the root.</summary>
    public Execution? Owner => burst.OwnerOf(Self) is { } owner ? new Execution(burst, owner) : null;

    /// <summary>What <paramref name="other"/> has scheduled and not started will not run.</summary>
    public void DropWork(ActivityExecution other)
    {
        if (Instance.Ties.HasQueued(other.Id)) burst.Emit(new Change.WorkDropped(other.Id));
    }

    public IReadOnlyList<ActivityExecution> ChildrenOf(ActivityExecution other) => burst.ChildrenOf(other);

    public void FinishWorkflow() => burst.FinishNow();

    /// <summary>Tells the elements around this one, from the inside out, that a loop is left, until the loop takes the signal.</summary>
    public void SignalBreak()
    {
        foreach (var scope in Scopes.Skip(1))
            if (Graph[scope.Node].Element.Breaking(new Execution(burst, scope))) return;
    }

    /// <summary>Sets an output: the variable or workflow output it is bound to gets the value, converted to its type.</summary>
    public bool Produce(string output, JsonElement value)
    {
        burst.Emit(new Change.OutputProduced(Self.Id, output, value));
        if (!Node.Outputs.TryGetValue(output, out var target)) return true;
        if (Graph.WorkflowOutputs.Contains(target) && Composite is null) burst.Emit(new Change.WorkflowOutputSet(target, value));
        // What a workflow used as an activity gives goes out of it: its own variables may have the same names.
        var outside = Node.Element is WorkflowActivity && Owner is { } owner ? owner : this;
        return outside.FindVariable(target) is not { } found || Assign(found.Scope, found.Variable, value);
    }

    /// <summary>Gives a variable a value, converted to its type; faults this execution when that cannot be done.</summary>
    public bool Assign(ActivityExecution scope, Variable variable, JsonElement value)
    {
        if (!Conversion.TryConvert(value, DataType.Parse(variable.Type), out var converted, out var problem))
        {
            Fail($"Expected a value that fits variable '{variable.Name}', but it does not. {problem}");
            return false;
        }
        burst.Emit(new Change.VariableSet(scope.Id, variable.Id, converted));
        return true;
    }

    /// <summary>The variables the author declared here, with their defaults.</summary>
    public void DeclareVariables()
    {
        foreach (var variable in Node.Variables) Declare(Self, new Variable(variable.Id, variable.Name, variable.Type, variable.Default));
    }

    public void Declare(ActivityExecution scope, Variable variable) => burst.Emit(new Change.VariableDeclared(scope.Id, variable));

    /// <summary>A variable by id, from this execution outwards.</summary>
    public (ActivityExecution Scope, Variable Variable)? FindVariable(string id)
    {
        for (var scope = Self; scope is not null; scope = burst.OwnerOf(scope))
            if (scope.FindVariable(id) is { } variable) return (scope, variable);
        return null;
    }

    /// <summary>A variable by name, innermost scope first: how scripts see variables.</summary>
    public (ActivityExecution Scope, Variable Variable)? FindVariableByName(string name)
    {
        for (var scope = Self; scope is not null; scope = burst.OwnerOf(scope))
            if (scope.FindVariableByName(name) is { } variable) return (scope, variable);
        return null;
    }

    /// <summary>The nearest container around this execution, itself included.</summary>
    public ActivityExecution Container => Scopes.First(s => Graph[s.Node].Element.Descriptor.IsContainer);

    /// <summary>The nearest workflow around this execution that runs as an activity of another; null when there is none.</summary>
    public ActivityExecution? Composite
    {
        get
        {
            for (var scope = burst.OwnerOf(Self); scope is not null; scope = burst.OwnerOf(scope))
                if (Graph[scope.Node].Element is WorkflowActivity) return scope;
            return null;
        }
    }

    public IEnumerable<ActivityExecution> Scopes
    {
        get
        {
            for (var scope = Self; scope is not null; scope = burst.OwnerOf(scope)) yield return scope;
        }
    }

    public IReadOnlyList<ActivityExecution> Children => burst.ChildrenOf(Self);

    public void Remember(string key, JsonElement value) => burst.Emit(new Change.MemorySet(Self.Id, key, value));

    public JsonElement Recall(string key) => Self.Recall(key);

    public int RecallNumber(string key) => Self.Recall(key) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : 0;

    /// <summary>Waits for an event with this stimulus.</summary>
    /// <param name="details">What is kept with the wait instead of the stimulus, for whoever finds it.</param>
    public void WaitFor(string name, JsonElement stimulus, string? tag = null, bool burns = true, JsonElement details = default) =>
        AddWait(WaitKind.Event, name, Stimulus.Hash(name, stimulus), details.IsUnset() ? stimulus : details, tag, null, burns);

    /// <summary>Waits for the end of another instance.</summary>
    public void WaitForChild(string instanceId) => AddWait(WaitKind.Child, Node.Type, "", Values.From(new { instanceId }), instanceId, null, true);

    /// <summary>Waits for the ends of many instances, whose ids are that of the group with a number from 0.</summary>
    public void WaitForChildren(string group, int count) => AddWait(WaitKind.Child, Node.Type, "", Values.From(new { group, count }), group, null, false);

    public void WaitUntil(DateTimeOffset due, string? tag = null) =>
        AddWait(WaitKind.Timer, Node.Type, "", Values.From(new { resumeAt = due }), tag, due, true);

    public void WaitForPerson(string taskId) => AddWait(WaitKind.Task, "Task", "", Values.From(new { taskId }), null, null, true);

    /// <summary>Asks for a job and waits for its answer. Its idempotency key is instance, step and visit: a retry of the same
    /// visit repeats the same intent.</summary>
    public void Ask(string kind, JobMode mode, JsonElement payload, string? tag = null)
    {
        var wait = AddWait(WaitKind.Job, kind, "", default, tag, null, true);
        var key = tag is null ? VisitKey : $"{VisitKey}/{tag}";
        burst.Emit(new Change.JobRequested(Job.Of(Instance, wait.Id, wait.Id, kind, mode, payload, key, Now)));
    }

    /// <summary>Asks for a job whose answer nobody waits for, under an id of the caller's; it may overtake others.</summary>
    internal void Tell(string kind, string key, JsonElement payload) => burst.Tell(kind, key, payload);

    /// <summary>Asks for a job whose answer nobody waits for. It is performed after those of its kind that this instance asked for before.</summary>
    public void Tell(string kind, JsonElement payload) =>
        burst.TellInOrder(kind, $"{Instance.Id}-{Self.Id}-{kind}-{Instance.Visits.GetValueOrDefault(Node.Path)}", payload);

    public void EndWait(Wait wait) => burst.Emit(new Change.WaitBurned(wait.Id));

    public IEnumerable<Wait> Waits => Instance.Waits.Where(w => w.Activity == Self.Id);

    public void Emit(Change change) => burst.Emit(change);

    Wait AddWait(WaitKind kind, string name, string hash, JsonElement payload, string? tag, DateTimeOffset? due, bool burns)
    {
        var wait = new Wait($"{Instance.Id}-w{Instance.LastWait + 1}", Self.Id, Node.Path, kind, name, hash, payload, Now, tag, due, burns);
        burst.Emit(new Change.WaitCreated(wait));
        return wait;
    }
}
