using Lendflow.Activities.Disbursement;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>After money went out another disbursement can be reached without a reversal.</summary>
static class DisbursedTwice
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from paying in lint.Of<DisbursementActivity>()
        let booked = lint.Flow.Leaving(paying, "Booked")
        where booked is not null
        let after = ControlFlow.After([booked], m => m.Step.Element is ReversalActivity)
        from again in lint.Of<DisbursementActivity>()
        where after.Contains(lint.Flow.Begin(again))
        select lint.At(again, null,
            $"Expected one payment for a case, but after {paying.Called()} has booked the loan {(again == paying ? "a loop leads back to it" : $"{again.Called()} can be reached")}, and the loan is paid out again. Let Booked lead away from it, or put Reverse Disbursement between.",
            $"每个案件应只放款一次，但{paying.CalledZh()}入账后{(again == paying ? "存在返回自身的循环" : $"还可到达{again.CalledZh()}")}，会再次放款。请让 Booked 引向别处，或在其间加入“放款冲正”。");
}
