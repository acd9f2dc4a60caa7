using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>Counter mode: a join has one branch with a loop in it and one beside it. The first round of the loop counts as its branch
/// having come, so the join runs too early or, waiting for all, never.</summary>
static class LoopBesideJoin
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        where !flowchart.UsesTokens
        from back in flowchart.BackArrows
        where flowchart.Paths.IsSoundBackward(back) && back.Source != back.Target
        let after = flowchart.After([back.Target], forwardOnly: true)
        let body = flowchart.Ordered.Where(s => after.Contains(s) && flowchart.After([s], forwardOnly: true).Contains(back.Source)).ToHashSet()
        from meeting in after.Where(s => !body.Contains(s))
        let arrows = flowchart.Paths.ForwardInto(meeting).ToList()
        where arrows.Exists(a => body.Contains(a.Source)) && arrows.Exists(a => !after.Contains(a.Source)) && Joins.ModeOf(meeting) is "" or "WaitAll" or "WaitAllActive"
        select lint.At(meeting, null,
            $"Expected the loop back to {back.Target.Called()} to be over when {meeting.Called()} runs, but in counter mode its first round already counts as that branch having come. Choose token mode for the flow (customProperties.flowMode: Token): there only a branch that really arrives counts.",
            $"{meeting.CalledZh()}执行时，返回{back.Target.CalledZh()}的循环应已结束，但计数模式下循环的第一轮就被算作该分支已到达。请将流程设为令牌模式（customProperties.flowMode: Token）：令牌模式只认真正到达的分支。");
}
