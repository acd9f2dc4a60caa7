using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A case can be returned for rework without saying why.</summary>
static class ReworkWithoutReason
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from task in lint.Of<HumanTask>()
        from outcome in task.TaskOutcomesOf()
        where outcome.IsRework() && outcome.ReasonKind is null
        select lint.At(task, "outcomes",
            $"Expected outcome '{outcome.Label}' ({outcome.Key}) of {task.Called()}, which returns the case, to ask for reasons, but it does not: the applicant is not told what to mend. Give it reasonKind rework.",
            $"{task.CalledZh()}的退回结果“{outcome.LabelZh ?? outcome.Label}”（{outcome.Key}）应要求填写原因，但没有：客户无从得知需补正什么。请设置 reasonKind 为 rework。");
}
