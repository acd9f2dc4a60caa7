using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Two steps must be done by different people, but the same single user is the only candidate for both.</summary>
static class FourEyesImpossible
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from task in lint.Of<HumanTask>()
        let user = OnlyUser(task)
        where user is not null
        from other in lint.Of<HumanTask>()
        where other != task && (task.ConstantList("distinctFrom") ?? []).Any(d => d == other.Id || d == FourEyes.AnyStep)
            && FourEyes.IsSame(OnlyUser(other) ?? "", user) && ControlFlow.After(lint.Flow.Begin(other)).Contains(lint.Flow.Begin(task))
        select lint.At(task, "candidateUsers",
            $"Expected somebody who may do {task.Called()} after {other.Called()}, but {user} is the only candidate for both and four-eyes bars them: the case waits for ever. Name a group, or another user.",
            $"{other.CalledZh()}之后应有人可以办理{task.CalledZh()}，但两者的唯一候选人都是 {user}，且双人复核要求回避：案件将一直等待。请改用候选组或其他人员。");

    static string? OnlyUser(Node task) =>
        (!task.Has("candidateGroups") || task.ConstantList("candidateGroups") is { Count: 0 }) && task.ConstantList("candidateUsers") is [var user] ? user : null;
}
