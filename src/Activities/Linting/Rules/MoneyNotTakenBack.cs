using Lendflow.Activities.Disbursement;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>After money went out a case can be closed as declined, stopped or withdrawn without the booking being reversed.</summary>
static class MoneyNotTakenBack
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from paying in lint.Of<DisbursementActivity>()
        let booked = lint.Flow.Leaving(paying, "Booked")
        where booked is not null
        let after = ControlFlow.After([booked], m => m.Step.Element is ReversalActivity)
        from closing in lint.Of<CloseCaseActivity>()
        where closing.ClosingStatus() is "declined" or "blocked" or "withdrawn" && after.Contains(lint.Flow.Begin(closing))
        select lint.At(closing, "status",
            $"Expected a reversal between {paying.Called()}, which pays the loan out, and {closing.Called()}, which closes the case as {closing.ClosingStatus()}, but there is a way without one: the money is gone and the case says it is not. Put Reverse Disbursement on that way.",
            $"{paying.CalledZh()}放款后，到以 {closing.ClosingStatus()} 结案的{closing.CalledZh()}之间应有冲正，但存在没有冲正的路径：款项已付而案件显示未放款。请在该路径加入“放款冲正”。");
}
