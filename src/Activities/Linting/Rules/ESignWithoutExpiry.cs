using Lendflow.Activities.ESign;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A contract that is not signed in time, or that the customer refuses to sign, leads nowhere.</summary>
static class ESignWithoutExpiry
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Of<ESignActivity>()
        where step.IsConnected()
        from outcome in step.Element.OutcomesOf(step).Names
        where !step.IsConnected(outcome)
        select lint.At(step, null,
            $"Expected an arrow for outcome {outcome} of {step.Called()}, but there is none: {(outcome == "Expired" ? "a contract that is not signed in time" : "such a case")} ends there without a status. Draw one, for example to a task that asks the customer, or to Close Case.",
            $"{step.CalledZh()}的结果“{outcome}”应有后续连线，但没有：{(outcome == "Expired" ? "逾期未签的合同" : "此类案件")}将在此无状态地中止。请连线，例如到联系客户的任务或结案。");
}
