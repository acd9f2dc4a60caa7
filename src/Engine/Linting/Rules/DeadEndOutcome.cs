using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A step has ways on, but not for one of its outcomes: the branch ends there without a word. Decisions and switches are left
/// out: to go on only when a condition holds is a way of drawing.</summary>
static class DeadEndOutcome
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Flowcharts.SelectMany(f => f.Steps)
        where step.IsConnected() && step.Element is not (FlowDecision or FlowSwitch or RunScript)
        let outcomes = step.Element.OutcomesOf(step)
        where outcomes is { Choice: OutcomeChoice.One, HasMore: false, Names.Count: > 1 } && !HasRulesOfItsOwn(step)
        from outcome in outcomes.Names
        where !step.IsConnected(outcome) && step.Element is not WorkflowActivity
        select lint.At(step, null,
            $"Expected an arrow for outcome {outcome} of {step.Called()}, but there is none: a case that leaves by it ends there. Draw an arrow from {outcome} to what is to happen then.",
            $"{step.CalledZh()}的结果“{outcome}”应有后续连线，但没有：以此结果离开的案件将就此中止。请从“{outcome}”连线到后续节点。");

    /// <summary>What people and lending steps are left by is looked at more closely by the rules of lending.</summary>
    static bool HasRulesOfItsOwn(Node step) => step.Element.Descriptor.Category is "People" or "Lending";
}
