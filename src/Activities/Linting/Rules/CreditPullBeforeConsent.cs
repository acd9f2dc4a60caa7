using Lendflow.Activities.CreditPull;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A credit pull that is refused for want of consent must lead to somebody who obtains it, and the consent must reach the pull.</summary>
static class CreditPullBeforeConsent
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        foreach (var pull in lint.Of<CreditPullActivity>().Where(p => p.IsConnected()))
        {
            if (!pull.IsConnected("NoConsent"))
                yield return lint.At(pull, null,
                    $"Expected an arrow for outcome NoConsent of {pull.Called()}, to a step that asks the applicant, but there is none: a case without consent ends there. Draw one.",
                    $"{pull.CalledZh()}的结果“NoConsent”应连线到向客户取得授权的节点，但没有：未授权的案件将在此中止。请连线。");
            else if (lint.Flow.Leaving(pull, "NoConsent") is { } refused && AsksAgain(lint, pull, refused))
                yield return lint.At(pull, "consent",
                    $"Expected a step that records the applicant's consent between outcome NoConsent of {pull.Called()} and the next pull, but there is a way back without one: the report is asked for before consent, and the case runs round. Write the variable bound to 'consent' on that way.",
                    $"{pull.CalledZh()}的结果“NoConsent”与再次查询之间应有记录客户授权的节点，但存在不经过它的返回路径：会在未授权时再次查询并循环。请在该路径上写入绑定到“consent”的变量。");
        }
    }

    static bool AsksAgain(Lint lint, Node pull, Moment refused)
    {
        var writers = lint.WritersFor(pull, "consent");
        return ControlFlow.After([refused], m => writers.Contains(m.Step)).Contains(lint.Flow.Begin(pull));
    }
}
