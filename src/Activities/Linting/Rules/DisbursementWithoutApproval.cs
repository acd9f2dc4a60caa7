using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Money goes out on a way on which nobody with authority, and no machine within its limits, has said yes.</summary>
static class DisbursementWithoutApproval
{
    public static IEnumerable<Observation> Check(Lint lint) => EveryWay.ToDisbursement(lint, m => m.IsApproval(),
        "an approval, or the instant track of the authority matrix", "审批通过或审批权限表的秒批通道",
        "Let it pass Tiered Approval and leave that by Approved.", "请使其经过“分级审批”并从 Approved 离开。");
}
