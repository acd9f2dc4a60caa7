using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Authority;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>Four-eyes names a step that does not exist: it keeps nobody away.</summary>
static class FourEyesUnknownStep
{
    static readonly string[] NoSteps = [FourEyes.AnyStep, CaseActs.Submit, "case-owner"];

    public static IEnumerable<Observation> Check(Lint lint)
    {
        var people = lint.Graph.Nodes.Where(n => n.IsPersonal()).Select(n => n.Id).ToHashSet();
        return from task in lint.Of<HumanTask>()
               from name in task.ConstantList("distinctFrom") ?? []
               where !people.Contains(name) && !NoSteps.Contains(name)
               select lint.At(task, "distinctFrom",
                   $"Expected the steps that {task.Called()} must not share a person with to be steps at which people act ({string.Join(", ", people.Except([task.Id]))}), submit or *, but '{name}' is none, so it keeps nobody away. Use the id of the step.",
                   $"{task.CalledZh()}的双人复核应指向人工节点（{string.Join("、", people.Except([task.Id]))}）、submit 或 *，但“{name}”都不是，起不到回避作用。请使用节点标识。");
    }
}
