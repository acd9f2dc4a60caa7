using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A task is for a group that nobody can be in.</summary>
static class UnknownGroup
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender) =>
        from task in lint.Of<HumanTask>()
        where lender.Groups.Count > 0
        from name in task.ConstantList("candidateGroups") ?? []
        where !lender.Groups.Contains(name)
        let known = string.Join(", ", lender.Groups)
        select lint.At(task, "candidateGroups",
            $"Expected the groups of {task.Called()} to be among {known}, but '{name}' is none that people can be in. Correct the name.",
            $"{task.CalledZh()}的候选组应为以下之一：{known}，但“{name}”不存在。请更正名称。");
}
