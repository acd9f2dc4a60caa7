using Lendflow.Activities.Approval;
using Lendflow.Activities.CreditPull;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A rule's stop is recorded as a person's decline, or the other way round. Reports keep the two apart.</summary>
static class HardStopAsDecline
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        foreach (var (closing, cause) in Closings(lint, "declined", m => m.Step.Element is HardStopsActivity && m.Outcome == "Stopped"))
            yield return lint.At(closing, "status",
                $"Expected {closing.Called()} to close the case as blocked, because {cause.Called()} leads there, a rule and no person, but its status is declined. Use blocked.",
                $"{closing.CalledZh()}由规则节点{cause.CalledZh()}直接引向，应以“已拦截”（blocked）结案，但状态为“已驳回”。请改为 blocked。");
        foreach (var (closing, cause) in Closings(lint, "blocked", IsDecline))
            yield return lint.At(closing, "status",
                $"Expected {closing.Called()} to close the case as declined, because the people at {cause.Called()} decide it, but its status is blocked, which rules alone give. Use declined.",
                $"{closing.CalledZh()}由{cause.CalledZh()}的人员决定引向，应以“已驳回”（declined）结案，但状态为仅规则使用的“已拦截”。请改为 declined。");
    }

    static bool IsDecline(Moment moment) => moment.Step.Element switch
    {
        TieredApprovalActivity => moment.Outcome == "Declined",
        HumanTask => moment.Outcome is not null && moment.Step.IsDecision() && moment.Step.TaskOutcomesOf().Any(o => o.Key == moment.Outcome && o.IsDecline()),
        _ => false,
    };

    /// <summary>Closings with a status that such a moment leads to with no other decision between.</summary>
    static IEnumerable<(Node Closing, Node Cause)> Closings(Lint lint, string status, Func<Moment, bool> isCause) =>
        from cause in lint.Flow.Moments
        where isCause(cause)
        let after = ControlFlow.After([cause], m => m.Outcome is null && (m.Step.IsPersonal() || m.Step.Element is HardStopsActivity))
        from closing in lint.Of<CloseCaseActivity>()
        where closing.ClosingStatus() == status && after.Contains(lint.Flow.Begin(closing))
        select (closing, cause.Step);
}
