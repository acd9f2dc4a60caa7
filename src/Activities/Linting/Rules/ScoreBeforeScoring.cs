using Lendflow.Activities.Approval;
using Lendflow.Activities.Scoring;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;
using Observation = Lendflow.Engine.Linting.Observation;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A step that needs the risk grade is reached on a way on which nothing has scored the case.</summary>
static class ScoreBeforeScoring
{
    public static IEnumerable<Observation> Check(Lint lint) => [.. Of<ChooseTrackActivity>(lint), .. Of<TieredApprovalActivity>(lint)];

    static IEnumerable<Observation> Of<TElement>(Lint lint) => EveryWay.To<TElement>(lint, m => m.Step.Element is ScoringActivity && m.Outcome is not null,
        (step, way) => $"Expected every way to {step.Called()}, which goes by the risk grade, to pass Scoring, but this one does not: {way}. Such a case finds no row of the authority matrix. Put Scoring before it.",
        (step, way) => $"{step.CalledZh()}依据风险等级，通向它的每条路径都应先经过“信用评分”，但以下路径没有：{way}。此类案件找不到审批权限。请在其前加入评分。");
}
