using Lendflow.Activities.CreditPull;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Activities.ESign;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A lending step gives an outcome from which no arrow leads on.</summary>
static class LendingOutcomeOpen
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Element.Descriptor.Category == "Lending" && step.IsConnected()
        from outcome in step.Element.OutcomesOf(step).Names
        where !step.IsConnected(outcome) && !HasRuleOfItsOwn(step, outcome)
        select lint.At(step, null,
            $"Expected an arrow for outcome {outcome} of {step.Called()}, but there is none: such a case ends there without a status. Draw an arrow to what is to happen then.",
            $"{step.CalledZh()}的结果“{outcome}”应有后续连线，但没有：案件将在此无状态地中止。请连线到后续节点。");

    static bool HasRuleOfItsOwn(Node step, string outcome) =>
        step.Element is ESignActivity or AwaitDocumentsActivity || (step.Element is CreditPullActivity && outcome == "NoConsent");
}
