using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Nobody is warned or reminded about a task without a time limit.</summary>
static class TaskWithoutTimeLimit
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from task in lint.Of<HumanTask>()
        where !task.Has("slaStep") && !task.Has("dueIn")
        select lint.At(task, "slaStep",
            $"Expected {task.Called()} to have a time limit, but it has none: nobody is reminded, and nothing escalates. Bind slaStep to a step of the SLA policies, or dueIn to a time span.",
            $"{task.CalledZh()}应有时限，但没有：不会催办也不会升级。请绑定 slaStep（时限标准）或 dueIn（时长）。");
}
