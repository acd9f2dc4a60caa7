using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A circle that nothing leads out of and in which nothing waits: the engine stops the case after 250,000 steps.</summary>
static class EndlessLoop
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from circle in Circles.WithoutExit(lint)
        where !circle.Any(Circles.Waits)
        select lint.At(circle[0], null,
            $"Expected a way out of the loop {Circles.Shown(circle)}, or a step in it that waits, but there is neither: the case runs round until it is stopped with an incident. Add a decision with an arrow that leaves the loop.",
            $"循环 {Circles.ShownZh(circle)} 应有出口或等待节点，但两者皆无：案件会不停循环直至被异常终止。请加入带出口连线的判断节点。");
}

/// <summary>Circles of arrows, and loops whose condition always holds, that a case does not leave.</summary>
static class Circles
{
    static readonly string[] Waiting = ["Elsa.Event", "Elsa.Delay", "Elsa.Timer", "Elsa.Cron", "Elsa.StartAt", "Elsa.RunTask", "Elsa.ReadLine", "Elsa.HttpEndpoint"];

    public static IEnumerable<IReadOnlyList<Node>> WithoutExit(Lint lint)
    {
        foreach (var flowchart in lint.Flowcharts)
            foreach (var (head, body) in flowchart.Loops)
                if (body.All(s => IsClosed(s, body))) yield return [head, .. body.Where(s => s != head)];
        foreach (var loop in lint.Steps.Where(s => s.Element is While && s.TryConstant("condition", out var condition) && IsTrue(condition) && !HasExit(lint, s)))
            yield return [loop, .. Below(lint, loop)];
    }

    /// <summary>Whether a step may wait: for time, a person, a message or another program.</summary>
    public static bool Waits(Node step) =>
        Waiting.Contains(step.Type) || step.Element is Activity or ExecuteWorkflow or WorkflowActivity or StateMachine or NotFoundActivity || step.Type.Contains("Workflow", StringComparison.Ordinal);

    public static string Shown(IReadOnlyList<Node> circle) => string.Join(" → ", circle.Take(4).Select(s => s.Called())) + (circle.Count > 4 ? " → …" : "");

    public static string ShownZh(IReadOnlyList<Node> circle) => string.Join(" → ", circle.Take(4).Select(s => s.CalledZh())) + (circle.Count > 4 ? " → …" : "");

    static bool IsTrue(System.Text.Json.JsonElement value) =>
        value.ValueKind == System.Text.Json.JsonValueKind.True || (value.ValueKind == System.Text.Json.JsonValueKind.String && bool.TryParse(value.GetString(), out var flag) && flag);

    static bool HasExit(Lint lint, Node loop) => Below(lint, loop).Any(s => s.Element is Break or Complete or Finish or Fault or NotFoundActivity);

    static IEnumerable<Node> Below(Lint lint, Node step) => lint.ChildrenOf(step).SelectMany(c => Below(lint, c).Prepend(c));

    /// <summary>Whatever a step is left by leads to a step of the circle, and neither it nor what is in it ends anything.</summary>
    static bool IsClosed(Node step, HashSet<Node> circle)
    {
        var outcomes = step.Element.OutcomesOf(step);
        var arrows = ((FlowchartPlan)step.Parent!.Plan!).OutOf(step).ToList();
        return !outcomes.HasMore && !step.Element.Descriptor.IsTerminal && step.Element is not (Fault or WorkflowActivity or NotFoundActivity) && !step.Element.Descriptor.IsContainer
            && outcomes.Names.All(o => arrows.Exists(a => (a.Port ?? "Done") == o)) && arrows.TrueForAll(a => circle.Contains(a.Target));
    }
}
