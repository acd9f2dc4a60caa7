using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A For that counts by zero never advances: the case stops there with an incident.</summary>
static class ForStepZero
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where step.Element is For && step.TryConstant("step", out var number) && Expressions.Conversion.Text(number) is "0"
        select lint.At(step, "step",
            $"Expected {step.Called()} to count by a number other than zero, but its step is 0. Use 1, or -1 to count down.",
            $"{step.CalledZh()}的步长应不为零，但它是 0。请改为 1，或用 -1 倒数。");
}
