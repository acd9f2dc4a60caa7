using Lendflow.Activities.ESign;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Money goes out on a way on which the contract was not signed.</summary>
static class DisbursementWithoutESign
{
    public static IEnumerable<Observation> Check(Lint lint) => EveryWay.ToDisbursement(lint, m => m.Step.Element is ESignActivity && m.Outcome == "Signed",
        "a signed contract", "合同签署",
        "Let it pass E-Sign and leave that by Signed.", "请使其经过“电子签章”并从 Signed 离开。");
}
