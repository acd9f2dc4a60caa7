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
        from loop in flowchart.Loops
        where loop.Body.Count > 1
        from meeting in loop.Body.SelectMany(flowchart.Paths.OutOf).Where(flowchart.Paths.IsForward).Select(a => a.Target).Distinct()
        where !loop.Body.Contains(meeting) && Joins.ModeOf(meeting) is "" or "WaitAll" or "WaitAllActive" && HasBranchBeside(flowchart, loop.Head, meeting)
        select lint.At(meeting, null,
            $"Expected the loop back to {loop.Head.Called()} to be over when {meeting.Called()} runs, but in counter mode its first round already counts as that branch having come. Choose token mode for the flow (customProperties.flowMode: Token): there only a branch that really arrives counts.",
            $"{meeting.CalledZh()}执行时，返回{loop.Head.CalledZh()}的循环应已结束，但计数模式下循环的第一轮就被算作该分支已到达。请将流程设为令牌模式（customProperties.flowMode: Token）：令牌模式只认真正到达的分支。");

    static bool HasBranchBeside(FlowchartShape flowchart, Node head, Node meeting)
    {
        if (flowchart.Paths.ForwardInto(meeting).Length < 2) return false;
        var after = flowchart.After([head], forwardOnly: true);
        return flowchart.Paths.ForwardInto(meeting).Any(a => !after.Contains(a.Source) && flowchart.Ordered.Contains(a.Source));
    }
}
