using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A reason code that the table does not word: closing the case stops with an incident.</summary>
static class UnknownReasonCode
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender) =>
        from step in lint.Of<CloseCaseActivity>()
        from code in step.ConstantList("reasonCodes") ?? []
        where lender.Tables.FindReason(code) is null
        select lint.At(step, "reasonCodes",
            $"Expected the reason codes of {step.Called()} to be in the table of reason codes, but '{code}' is not: closing the case stops with an incident. Choose one of the table, or add it there.",
            $"{step.CalledZh()}的原因码应在原因码表中，但“{code}”不存在：结案会以异常中止。请选用表中原因码或在表中补充。");
}
