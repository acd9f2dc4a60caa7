using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A join has a mode that does not exist: the case stops there with an incident.</summary>
static class UnknownJoinMode
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Element is FlowJoin && step.TryConstant("mode", out var mode) && FlowJoin.Mode(mode) is null
        select lint.At(step, "mode",
            $"Expected the mode of {step.Called()} to be WaitAny, WaitAll or WaitAllActive, but it is '{step.ConstantText("mode")}'. Choose one of these.",
            $"{step.CalledZh()}的汇聚模式应为 WaitAny、WaitAll 或 WaitAllActive，但它是“{step.ConstantText("mode")}”。请选择其一。");
}
