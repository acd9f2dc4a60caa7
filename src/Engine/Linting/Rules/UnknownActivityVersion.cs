using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>The activity type exists, but not in the version the step asks for.</summary>
static class UnknownActivityVersion
{
    public static IEnumerable<Observation> Check(Lint lint) =>
        from step in lint.Steps
        where IsMeant(step)
        select lint.At(step, "version",
            $"Expected {step.Called()} to use version 1 of '{step.Type}', the one this server has, but it asks for version {step.Version}. Set its version to 1 and look through its inputs.",
            $"{step.CalledZh()}应使用本服务器提供的“{step.Type}”第 1 版，但它要求第 {step.Version} 版。请将版本改为 1 并核对输入。");

    public static bool IsMeant(Node step) => step.Element is NotFoundActivity && step.Version != 1 && step.Type.StartsWith("Elsa.", StringComparison.Ordinal) && step.Type != NotFoundActivity.TypeName;
}
