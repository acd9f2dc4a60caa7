using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>People are offered an outcome from which no arrow leads on: whoever chooses it ends the case unknowingly.</summary>
static class TaskOutcomeOpen
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from task in lint.Of<HumanTask>()
        let outcomes = task.TaskOutcomesOf()
        where task.IsConnected() || outcomes.Count > 1
        from outcome in outcomes
        where !task.IsConnected(outcome.Key)
        select lint.At(task, "outcomes",
            $"Expected an arrow for each outcome that {task.Called()} offers, but '{outcome.Label}' ({outcome.Key}) has none: the case ends there without a status. Draw an arrow, or take the outcome away.",
            $"{task.CalledZh()}提供的每个结果都应有后续连线，但“{outcome.LabelZh ?? outcome.Label}”（{outcome.Key}）没有：案件将在此无状态地中止。请连线或删除该结果。");
}
