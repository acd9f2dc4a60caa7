using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Whoever did the work may also approve it.</summary>
static class FourEyesOpen
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        foreach (var decision in lint.Of<HumanTask>().Where(t => t.IsDecision()))
        {
            var apart = decision.Has("distinctFrom") ? decision.ConstantList("distinctFrom") : [];
            if (apart is null || apart.Contains(FourEyes.AnyStep)) continue;
            var begin = lint.Flow.Begin(decision);
            var open = lint.Of<HumanTask>().Where(t => t != decision && !apart.Contains(t.Id) && ControlFlow.After(lint.Flow.Begin(t)).Contains(begin) && MayBeSame(t, decision)).ToList();
            if (open.Count > 0)
                yield return lint.At(decision, "distinctFrom",
                    $"Expected {decision.Called()} to be done by somebody who has not worked on the case, but whoever does {string.Join(" or ", open.Select(t => t.Called()))} may do it too. Bind distinctFrom to these steps, or to * for all.",
                    $"{decision.CalledZh()}应由未经手本案的人员办理，但办理{string.Join("或", open.Select(t => t.CalledZh()))}的人员也可以办理。请在 distinctFrom 中列出这些节点，或用 * 表示全部。");
        }
    }

    /// <summary>Two tasks for the same group, or for users that are the same, can be one person's.</summary>
    static bool MayBeSame(Node one, Node other) =>
        Candidates(one) is not { } mine || Candidates(other) is not { } theirs || mine.Overlaps(theirs);

    /// <summary>Null when they are computed.</summary>
    static HashSet<string>? Candidates(Node task)
    {
        var (groups, users) = (task.ConstantList("candidateGroups"), task.ConstantList("candidateUsers"));
        if ((groups is null && task.Has("candidateGroups")) || (users is null && task.Has("candidateUsers"))) return null;
        return [.. groups ?? [], .. (users ?? []).Select(u => $"user:{u}")];
    }
}
