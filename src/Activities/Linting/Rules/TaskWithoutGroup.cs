using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Nobody may claim a task without candidates: the case waits for ever.</summary>
static class TaskWithoutGroup
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from task in lint.Of<HumanTask>()
        where IsEmpty(task, "candidateGroups") && IsEmpty(task, "candidateUsers")
        select lint.At(task, "candidateGroups",
            $"Expected a group that is responsible for {task.Called()}, but it has neither groups nor users: nobody can claim the task, and the case waits for ever. Name one group.",
            $"{task.CalledZh()}应有负责的候选组，但未设置任何候选组或候选人：无人可以认领，案件将一直等待。请指定一个候选组。");

    static bool IsEmpty(Node task, string input) => !task.Has(input) || task.ConstantList(input) is { Count: 0 };
}
