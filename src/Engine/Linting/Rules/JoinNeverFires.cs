using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A join waits for all of its branches, but two of them hang on different outcomes of one decision.</summary>
static class JoinNeverFires
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from flowchart in lint.Flowcharts
        from meeting in flowchart.Steps
        where Joins.WaitsForAll(flowchart, meeting)
        let decision = Contradiction(flowchart, meeting)
        where decision is not null && !(flowchart.UsesTokens && flowchart.After([decision], without: meeting).Contains(decision) && IsInCircle(flowchart, decision))
        select lint.At(meeting, null,
            $"Expected all branches into {meeting.Called()} to arrive in one case, but {decision.Called()} takes only one of them, so it never runs: {Joins.Consequence(flowchart)}. {Joins.Cure(flowchart)}",
            $"{meeting.CalledZh()}等待所有分支到达，但{decision.CalledZh()}只会走其中一支，因此它永远不会执行：{Joins.ConsequenceZh(flowchart)}。{Joins.CureZh(flowchart)}");

    static Node? Contradiction(FlowchartShape flowchart, Node meeting)
    {
        var before = flowchart.Paths.ForwardInto(meeting).Select(a => flowchart.DecisionsBefore(a).ToList()).ToList();
        var seen = new Dictionary<Node, string>();
        foreach (var way in before.SelectMany(b => b))
            if (!seen.TryAdd(way.Step, way.Outcome) && seen[way.Step] != way.Outcome) return way.Step;
        return null;
    }

    /// <summary>A decision taken again, in a later round, can let the other branch arrive: tokens wait for it.</summary>
    static bool IsInCircle(FlowchartShape flowchart, Node step) => flowchart.Paths.OutOf(step).Any(a => flowchart.After([a.Target]).Contains(step));
}

/// <summary>What joins do when a branch does not come, in either mode.</summary>
static class Joins
{
    /// <summary>Whether a step runs only when every forward arrow into it was followed.</summary>
    public static bool WaitsForAll(FlowchartShape flowchart, Node step)
    {
        if (flowchart.Paths.ForwardInto(step) is not [var arrow, _, ..]) return false;
        var mode = ModeOf(step);
        return flowchart.UsesTokens
            ? mode is "WaitAll" or "WaitAllActive" || (mode is "" && arrow.MergeMode is "Merge" or "Converge")
            : mode is "WaitAll";
    }

    /// <summary>The mode of a join; empty for a step that is none, null when it is computed or unknown.</summary>
    public static string? ModeOf(Node step) =>
        step.Element is not FlowJoin ? "" : step.TryConstant("mode", out var written) ? FlowJoin.Mode(written) : null;

    public static string Consequence(FlowchartShape flowchart) => flowchart.UsesTokens
        ? "in token mode the case then waits for ever, with nothing to wake it"
        : "in counter mode the case then ends here without a word";

    public static string ConsequenceZh(FlowchartShape flowchart) => flowchart.UsesTokens
        ? "令牌模式下案件将永远等待，且无从唤醒"
        : "计数模式下案件会在此悄然结束";

    public static string Cure(FlowchartShape flowchart) => flowchart.UsesTokens
        ? "Let the arrows lead straight to the next step: in token mode whichever branch arrives runs it."
        : "Set its mode to WaitAllActive, which waits only for branches that are still alive.";

    public static string CureZh(FlowchartShape flowchart) => flowchart.UsesTokens
        ? "请将连线直接连到后续节点：令牌模式下任一分支到达即可执行。"
        : "请将其模式改为 WaitAllActive，只等待仍在进行的分支。";
}
