using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A person can only say yes.</summary>
static class DecisionWithoutNo
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from task in lint.Of<HumanTask>()
        where task.IsDecision() && !task.TaskOutcomesOf().Any(o => o.IsNo())
        select lint.At(task, "outcomes",
            $"Expected {task.Called()}, where a person decides, to offer a way to decline or to return the case, but every outcome says yes. Add one, with its arrow.",
            $"{task.CalledZh()}由人员作出决定，应提供驳回或退回的结果，但所有结果都是同意。请补充并连线。");
}
