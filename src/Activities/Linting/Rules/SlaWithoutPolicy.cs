using Lendflow.Activities.Approval;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;
using Lendflow.HumanTasks.Tasks;

namespace Lendflow.Activities.Linting.Rules;

/// <summary>A step names an SLA step for which no policy is in force, or none on a track by which cases get there: it has no time
/// limit after all.</summary>
static class SlaWithoutPolicy
{
    public static IEnumerable<Observation> Check(Lint lint, LenderFacts lender)
    {
        foreach (var step in lint.Steps)
        {
            if (!step.Element.Descriptor.Inputs.Any(i => i.Name == "slaStep") || step.ConstantText("slaStep") is not { Length: > 0 } sla) continue;
            var known = string.Join(", ", lender.Tables.Sla.All.Select(p => p.Step).Distinct());
            if (lender.Tables.Sla.All.All(p => p.Step != sla))
                yield return lint.At(step, "slaStep",
                    $"Expected the time limit of {step.Called()} to be a step of the SLA policies ({known}), but '{sla}' is none, so it has no time limit. Choose one, or add a policy.",
                    $"{step.CalledZh()}的时限应为时限标准中的步骤（{known}），但“{sla}”不存在，因此没有时限。请选用已有步骤或新增时限标准。");
            else if (TracksTo(lint, step).Where(t => lender.Tables.Sla.Find(sla, t) is null).ToList() is { Count: > 0 } open)
                yield return lint.At(step, "slaStep",
                    $"Expected a time limit for {step.Called()} on every track that leads there, but SLA step '{sla}' has no policy for {string.Join(", ", open)}. Add one, for that track or for all.",
                    $"{step.CalledZh()}在每条可达通道上都应有时限，但时限步骤“{sla}”没有 {string.Join("、", open)} 通道的标准。请为该通道或全部通道补充。");
        }
    }

    /// <summary>Tracks on which a case can be at a step. Before a track is chosen the standard limits hold.</summary>
    static IEnumerable<Track> TracksTo(Lint lint, Node step)
    {
        var begin = lint.Flow.Begin(step);
        foreach (var track in Enum.GetValues<Track>())
        {
            var chosen = lint.Of<ChooseTrackActivity>().Select(c => lint.Flow.Leaving(c, track.ToString())).OfType<Moment>();
            if (ControlFlow.After(chosen, m => m.Step.Element is ChooseTrackActivity).Contains(begin)) yield return track;
        }
    }
}
