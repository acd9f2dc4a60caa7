using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>Token mode: two branches that run side by side lead into a step that is no join, and one of them takes more than one
/// step: each runs it.</summary>
static class MergeRunsTwice
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        where flowchart.UsesTokens
        from fork in flowchart.Forks()
        let branches = fork.Select(a => flowchart.After([a.Target], forwardOnly: true)).ToList()
        from step in flowchart.Ordered
        where flowchart.Paths.ForwardInto(step) is [{ MergeMode: "Stream" }, _, ..] && step.Element is not FlowJoin && IsReachedByOneBranchEach(flowchart, step, branches)
        select lint.At(step, null,
            $"Expected the branches that {fork[0].Source.Called()} starts side by side to meet in a join, but they lead straight into {step.Called()}, which in token mode runs once for each branch that arrives while the other is still busy. Put a join (WaitAll) before it.",
            $"{fork[0].Source.CalledZh()}并行发起的分支应在汇聚节点会合，但它们直接通向{step.CalledZh()}：令牌模式下，另一分支未完成时每个到达的分支都会执行它一次。请在其前加入汇聚节点（WaitAll）。");

    /// <summary>The first place where branches meet; what comes behind it is reached by both anyway. A branch of a single step is
    /// waited for: its token lies before the step's door.</summary>
    static bool IsReachedByOneBranchEach(FlowchartShape flowchart, Node step, List<HashSet<Node>> branches)
    {
        var into = flowchart.Paths.ForwardInto(step).Select(a => a.Source).ToList();
        var owners = into.Select(s => branches.FindAll(b => b.Contains(s))).ToList();
        var single = into.Where((_, i) => owners[i].Count == 1).ToList();
        var takesLong = single.Exists(s => flowchart.Paths.ForwardInto(s).Any(a => branches.Exists(b => b.Contains(a.Source))));
        return takesLong && owners.Where(o => o.Count == 1).Select(o => o[0]).Distinct().Count() > 1;
    }
}
