using Lendflow.Activities.Disbursement;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Linting;

namespace Lendflow.Activities.Linting;

/// <summary>Asks whether every way to a step passes something. A flow that is offered as a step of others is not asked: what comes
/// before it is theirs.</summary>
static class EveryWay
{
    const int MostSteps = 6;

    public static IEnumerable<Observation> To<TElement>(Lint lint, Func<Moment, bool> isPass, Func<Node, string, string> message, Func<Node, string, string> messageZh)
    {
        var targets = lint.Of<TElement>().ToList();
        if (targets.Count == 0 || lint.IsOfferedAsStep) yield break;
        var reach = new Reach(lint.Flow, isPass);
        foreach (var target in targets.Where(t => reach.Comes(lint.Flow.Begin(t))))
        {
            var way = reach.WayTo(lint.Flow.Begin(target));
            yield return lint.At(target, null, message(target, Shown(way, n => n.Label)), messageZh(target, Shown(way, n => n.CalledZh())));
        }
    }

    /// <summary>Every way to a disbursement.</summary>
    public static IEnumerable<Observation> ToDisbursement(Lint lint, Func<Moment, bool> isPass, string what, string whatZh, string cure, string cureZh) =>
        To<DisbursementActivity>(lint, isPass,
            (step, way) => $"Expected every way to {step.Called()} to pass {what}, but this one does not: {way}. {cure}",
            (step, way) => $"通向{step.CalledZh()}的每条路径都应经过{whatZh}，但以下路径没有：{way}。{cureZh}");

    /// <summary>The last steps of a way matter most.</summary>
    static string Shown(IReadOnlyList<Node> way, Func<Node, string> name) =>
        (way.Count > MostSteps ? "… → " : "") + string.Join(" → ", way.TakeLast(MostSteps).Select(name));
}
