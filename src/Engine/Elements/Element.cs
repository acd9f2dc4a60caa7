using System.Text.Json;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Elements;

/// <summary>The semantics of one activity type: one subclass, one file, one line in <see cref="ElementTable"/>. Elements have
/// no state; what they must remember is kept in the execution. They say what happens through <see cref="Execution"/>.</summary>
public abstract class Element
{
    public abstract ElementDescriptor Descriptor { get; }

    /// <summary>Reads what the designer drew: embedded activities and plain JSON members. Runs once per graph; the result is <see cref="Node.Plan"/>.</summary>
    public virtual object? Compile(Node node, GraphBuilder builder) => null;

    /// <summary>The outcomes this step can be left by, as it is drawn: what checks before publication reckon with.</summary>
    public virtual StepOutcomes OutcomesOf(Node node) => Descriptor.Outcomes.Count == 0 ? StepOutcomes.Done : new StepOutcomes(Descriptor.Outcomes);

    /// <summary>The step is reached: its inputs are evaluated and its execution is Running.</summary>
    public abstract void Execute(Execution x);

    /// <summary>An execution that this one scheduled has completed.</summary>
    public virtual void ChildCompleted(Execution x, ActivityExecution child) { }

    /// <summary>An execution that this one scheduled was cancelled while this one goes on.</summary>
    public virtual void ChildCanceled(Execution x, ActivityExecution child) { }

    /// <summary>An operator sets one of its steps going, past whatever would lead there.</summary>
    /// <returns>False when its steps make no sense by themselves, as the body of a loop does; nothing was done then.</returns>
    public virtual bool Enter(Execution x, Node step) => false;

    /// <summary>An operator takes the case away from one of its steps, which is cancelled next: nothing shall wait for it any more.</summary>
    public virtual void TakeOut(Execution x, Node step) { }

    /// <summary>The execution has come under another version of the definition, with its steps already there.</summary>
    /// <param name="before">The step as it was drawn in the version before.</param>
    /// <returns>Why it cannot go on there; the migration is refused then.</returns>
    public virtual IEnumerable<string> Migrate(Execution x, Node before) => [];

    /// <summary>A <c>Break</c> below: a loop ends, what is inside it stops.</summary>
    /// <returns>True when the signal ends here.</returns>
    public virtual bool Breaking(Execution x) => false;

    /// <summary>A wait of this execution is over.</summary>
    public virtual void Resume(Execution x, Resumption resumption) => x.Complete();

    /// <summary>By what instances can be started at this step, if its author lets it: asked when the version is published, with
    /// the step's inputs evaluated and only the workflow's variables visible. A step that fails cannot be published.</summary>
    public virtual IReadOnlyList<StartCondition> StartConditions(Execution x) => [];

    /// <summary>A person acts on a task of this execution.</summary>
    /// <returns>Null when the command took effect, else why it changed nothing.</returns>
    public virtual Refusal? Act(Execution x, UserTask task, TaskCommand command) =>
        Refusal.Of(RefusalKind.Invalid, "$", $"Expected a step that takes task commands, but {Descriptor.Type} does not.");

    /// <summary>A clock of the case rang while a task of this execution is open.</summary>
    public virtual void Ring(Execution x, UserTask task, JsonElement ring) { }
}
