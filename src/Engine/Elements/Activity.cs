using System.Text.Json;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;

namespace Lendflow.Engine.Elements;

/// <summary>A step that does work of its own: it answers with a closed set of results and never touches the outside.
/// Elements that steer the flow derive from <see cref="Element"/> instead.</summary>
public abstract class Activity : Element
{
    /// <summary>The step is reached.</summary>
    protected abstract Answer Run(Call call);

    /// <summary>Something it waited for came. Waits that are not named again in the answer stay until it is done.</summary>
    protected virtual Answer Continue(Call call, Resumption resumption) => Answer.Done();

    /// <summary>A person acts on its task.</summary>
    protected virtual Answer Act(Call call, UserTask task, TaskCommand command) =>
        Answer.Refused(RefusalKind.Invalid, "$", $"Expected a step that takes task commands, but {Descriptor.Type} does not.");

    /// <summary>A clock of the case rang while one of its tasks is open.</summary>
    protected virtual Answer Rung(Call call, UserTask task, JsonElement ring) => Answer.Wait();

    public sealed override void Execute(Execution x) => CarryOut(x, Run(new Call(x)));

    public sealed override void Resume(Execution x, Resumption resumption) => CarryOut(x, Continue(new Call(x), resumption));

    public sealed override Refusal? Act(Execution x, UserTask task, TaskCommand command) => CarryOut(x, Act(new Call(x), task, command));

    public sealed override void Ring(Execution x, UserTask task, JsonElement ring) => CarryOut(x, Rung(new Call(x), task, ring));

    static Refusal? CarryOut(Execution x, Answer answer)
    {
        if (answer is Answer.RefusedAnswer refused) return refused.Refusal;
        foreach (var (name, value) in answer.Facts) x.Emit(new Change.FactSet(name, value));
        foreach (var task in answer.Tasks) x.Emit(new Change.TaskChanged(task));
        foreach (var (kind, key, payload) in answer.Told) x.Tell(kind, key, payload);
        foreach (var (name, value) in answer.Outputs)
            if (!x.Produce(name, value)) return null;

        switch (answer)
        {
            case Answer.DoneAnswer done:
                x.Complete(done.Outcomes);
                break;
            case Answer.WaitAnswer wait:
                foreach (var ended in wait.Ended) EndWaits(x, ended);
                foreach (var awaited in wait.For) Await(x, awaited);
                break;
            case Answer.FailedAnswer failed:
                x.Fail(failed.Message, failed.Cause);
                break;
        }
        return null;
    }

    static void Await(Execution x, Awaited awaited)
    {
        switch (awaited)
        {
            case Awaited.Time time: x.WaitUntil(time.Due, time.Tag); break;
            case Awaited.Job job: x.Ask(job.Kind, job.Mode, job.Payload, job.Tag); break;
            case Awaited.Message message: x.WaitFor(message.Name, message.Key); break;
            case Awaited.Event happening: x.WaitFor(Elements.Event.TypeName, Elements.Event.Stimulus(happening.Name)); break;
            case Awaited.Person person: x.WaitForPerson(person.TaskId); break;
        }
    }

    static void EndWaits(Execution x, string tag)
    {
        foreach (var wait in x.Waits.Where(w => w.Tag == tag).ToList()) x.EndWait(wait);
    }
}

/// <summary>What an activity answers.</summary>
public abstract record Answer
{
    /// <summary>Outputs to set, by name.</summary>
    public IReadOnlyList<(string Name, JsonElement Value)> Outputs { get; init; } = [];

    /// <summary>Indexed fields of the case to set; null removes one.</summary>
    public IReadOnlyList<(string Name, string? Value)> Facts { get; init; } = [];

    /// <summary>Tasks to create or change.</summary>
    public IReadOnlyList<UserTask> Tasks { get; init; } = [];

    /// <summary>Jobs to be done whose answer nobody waits for. The key makes each of them one, however often it is asked for.</summary>
    public IReadOnlyList<(string Kind, string Key, JsonElement Payload)> Told { get; init; } = [];

    public sealed record DoneAnswer(IReadOnlyList<string> Outcomes) : Answer;
    public sealed record WaitAnswer(IReadOnlyList<Awaited> For, IReadOnlyList<string> Ended) : Answer;
    public sealed record FailedAnswer(string Message, string? Cause) : Answer;
    public sealed record RefusedAnswer(Refusal Refusal) : Answer;

    /// <summary>The step is over and is left by these outcomes; none means Done.</summary>
    public static Answer Done(params IReadOnlyList<string> outcomes) => new DoneAnswer(outcomes);

    /// <summary>The step waits, for what it waited for before and for these.</summary>
    public static Answer Wait(params IReadOnlyList<Awaited> awaited) => new WaitAnswer(awaited, []);

    /// <summary>As <see cref="Wait"/>, and waits with these tags are over.</summary>
    public static Answer WaitInstead(IReadOnlyList<string> endedTags, params IReadOnlyList<Awaited> awaited) => new WaitAnswer(awaited, endedTags);

    /// <summary>The step cannot go on: an incident.</summary>
    /// <param name="message">In the form "Expected …, but …".</param>
    public static Answer Failed(string message, string? cause = null) => new FailedAnswer(message, cause);

    /// <summary>The command of a person changes nothing.</summary>
    public static Answer Refused(RefusalKind kind, string path, string message) => new RefusedAnswer(Refusal.Of(kind, path, message));

    public static Answer Refused(Refusal refusal) => new RefusedAnswer(refusal);
}

/// <summary>What an activity can wait for.</summary>
public abstract record Awaited
{
    /// <summary>The clock.</summary>
    public sealed record Time(DateTimeOffset Due, string Tag) : Awaited;

    /// <summary>The answer of a job.</summary>
    public sealed record Job(string Kind, JobMode Mode, JsonElement Payload, string? Tag = null) : Awaited;

    /// <summary>A message from outside, found by name and key.</summary>
    public sealed record Message(string Name, JsonElement Key) : Awaited;

    /// <summary>An event by name, published for the case's correlation id or for all.</summary>
    public sealed record Event(string Name) : Awaited;

    /// <summary>A person, through a task.</summary>
    public sealed record Person(string TaskId) : Awaited;
}

/// <summary>What an activity can see while it decides.</summary>
public readonly struct Call
{
    readonly Execution x;

    internal Call(Execution x) => this.x = x;

    public DateTimeOffset Now => x.Now;
    /// <summary>When this visit of the step began: the same when it is retried, which <see cref="Now"/> is not. What goes into an
    /// effect's payload must not differ under the same key.</summary>
    public DateTimeOffset StartedAt => x.Self.StartedAt;
    public Instance Instance => x.Instance;
    /// <summary>Id of the step in the definition.</summary>
    public string Step => x.Node.Id;
    /// <summary>What people call the step.</summary>
    public string Label => x.Node.Label;
    public int Activity => x.Self.Id;
    public JsonElement Source => x.Node.Source;

    /// <summary>A custom property of the flow as a whole; unset when it has none of this name.</summary>
    public JsonElement FlowProperty(string name) => x.Graph.Definition.Source.Member("customProperties").Member(name);

    /// <summary>Equal for every try of this visit of the step, different for every other: what makes effects idempotent.</summary>
    public string VisitKey => x.VisitKey;

    public JsonElement Input(string name) => x.Input(name);
    public string? Text(string name) => x.Text(name);
    public bool Flag(string name) => x.Flag(name);

    /// <summary>Whether the step can be left by an outcome.</summary>
    public bool Leads(string outcome) => x.Node.Element.OutcomesOf(x.Node).Allows(outcome);

    /// <summary>An input read as a record; null when it is unset or does not fit.</summary>
    public T? Read<T>(string name) where T : class => Values.To<T>(x.Input(name));

    /// <summary>A duration input; null when it is unset.</summary>
    public TimeSpan? Span(string name) => Conversion.TrySpan(x.Input(name), out var span) ? span : null;

    public IReadOnlyList<string> List(string name) =>
        x.Input(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(Conversion.Text)] : [];

    /// <summary>The output this step set last; unset when it set none.</summary>
    public JsonElement LastOutput(string name) =>
        x.Instance.Outputs.TryGetValue(x.Node.Path, out var outputs) ? outputs.GetValueOrDefault(name) : default;

    /// <summary>All tasks of this execution in the order in which they were opened: that of the state, because a clock may be set back between two.</summary>
    public IEnumerable<UserTask> Tasks
    {
        get
        {
            var self = x.Self.Id;
            return x.Instance.Tasks.Values.Where(t => t.Activity == self);
        }
    }
}
