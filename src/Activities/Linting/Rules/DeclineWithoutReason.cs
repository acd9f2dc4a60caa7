using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A case is declined or stopped without reason codes: neither the letter nor the statistics can say why.</summary>
static class DeclineWithoutReason
{
    public static IEnumerable<Observation> Check(Lint lint) => [.. AtClosings(lint), .. AtTasks(lint)];

    static IEnumerable<Observation> AtClosings(Lint lint) =>
        from step in lint.Of<CloseCaseActivity>()
        where step.ClosingStatus() is "declined" or "blocked" && (!step.Has("reasonCodes") || step.ConstantList("reasonCodes") is { Count: 0 })
        select lint.At(step, "reasonCodes",
            $"Expected {step.Called()} to record why the case is {step.ClosingStatus()}, but no reason codes are bound. Bind reasonCodes to those of the decision.",
            $"{step.CalledZh()}应记录案件被{(step.ClosingStatus() == "declined" ? "驳回" : "拦截")}的原因，但未绑定原因码。请将 reasonCodes 绑定到决策给出的原因码。");

    static IEnumerable<Observation> AtTasks(Lint lint) =>
        from task in lint.Of<HumanTask>()
        where task.IsDecision()
        from outcome in task.TaskOutcomesOf()
        where outcome.IsDecline() && outcome.ReasonKind is null
        select lint.At(task, "outcomes",
            $"Expected outcome '{outcome.Label}' ({outcome.Key}) of {task.Called()}, which declines the case, to ask for reasons, but it does not. Give it reasonKind decline.",
            $"{task.CalledZh()}的驳回结果“{outcome.LabelZh ?? outcome.Label}”（{outcome.Key}）应要求填写原因，但没有。请设置 reasonKind 为 decline。");
}
