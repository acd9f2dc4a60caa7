using Lendflow.Activities.CreditPull;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.DocumentCheck;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Money goes out although documents or hard stops were never looked at, or what was found does not reach the step that pays.</summary>
static class DisbursementWithoutConditions
{
    static readonly string[] Checked = ["documentCheck", "hardStops", "report"];

    public static IEnumerable<Observation> Check(Lint lint) =>
    [
        .. EveryWay.ToDisbursement(lint, m => m.Step.Element is DocumentCheckActivity && m.Outcome == "Complete",
            "a document check that found everything complete", "资料审核齐全",
            "Let it pass Document Check and leave that by Complete.", "请使其经过“资料审核”并从 Complete 离开。"),
        .. EveryWay.ToDisbursement(lint, m => m.Step.Element is HardStopsActivity && m.Outcome == "Passed",
            "the hard stops", "自动拦截检查",
            "Let it pass Hard Stops and leave that by Passed.", "请使其经过“自动拦截”并从 Passed 离开。"),
        .. Unbound(lint),
    ];

    static IEnumerable<Observation> Unbound(Lint lint) =>
        from step in lint.Of<DisbursementActivity>()
        from input in Checked
        where !step.Has(input)
        select lint.At(step, input,
            $"Expected {step.Called()} to be given what the checks found, but '{input}' is not bound, so that condition is not looked at. Bind it to the output of the check.",
            $"{step.CalledZh()}应取得各项检查的结果，但“{input}”未绑定，该放款前提条件不会被检查。请绑定到相应检查的输出。");
}
