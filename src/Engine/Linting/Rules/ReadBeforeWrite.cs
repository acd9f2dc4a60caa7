using Lendflow.Engine.Elements;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Linting.Rules;

/// <summary>A variable without a value of its own is read where no path has written it yet. A step that only asks whether there is a
/// value is not meant.</summary>
static class ReadBeforeWrite
{
    public static IEnumerable<Observation> Check(Lint lint)
    {
        if (lint.Variables.HasUnknownUses) return [];
        return from variable in lint.Variables.All.Where(u => u.Variable is not null).GroupBy(u => u.Variable!.Declaration)
               where variable.Key.Default.ValueKind == System.Text.Json.JsonValueKind.Undefined
               from use in Empty(lint, [.. variable])
               let written = variable.Any(u => u.Kind != UseKind.Read)
               select new Observation(new Place(use.Step.Id, use.Step.Path, use.Path),
                   $"Expected variable '{variable.Key.Name}' to have a value when {use.Step.Called()} reads it, but {(written ? "only later steps write it" : "no step ever writes it")}, so it is empty. {(written ? "Write it before, or" : "Write it, or")} give it a default value.",
                   $"{use.Step.CalledZh()}读取变量“{variable.Key.Name}”时它应已有值，但{(written ? "只有之后的节点才写入它" : "没有任何节点写入它")}，因此为空。请先写入或设置默认值。");
    }

    static IEnumerable<VariableUse> Empty(Lint lint, List<VariableUse> uses)
    {
        var writes = uses.FindAll(u => u.Kind != UseKind.Read);
        var after = ControlFlow.After(writes.SelectMany(w => From(lint, w.Step)));
        foreach (var step in uses.Where(u => u.Kind != UseKind.Write && !u.IsTested).GroupBy(u => u.Step))
        {
            var first = step.First();
            var own = writes.Exists(w => w.Step == step.Key && w.Order < first.Order);
            if (own || uses.Exists(u => u.Step == step.Key && u.IsTested) || after.Contains(lint.Flow.Begin(step.Key))) continue;
            if (!writes.Exists(w => w.Step != step.Key && SideBySide.MayBe(lint, w.Step, step.Key))) yield return first;
        }
    }

    /// <summary>A loop writes its outputs before its body runs, every other step when it is left.</summary>
    static List<Moment> From(Lint lint, Node writer)
    {
        var begin = lint.Flow.Begin(writer);
        return lint.Flow.HasChildren(writer) || begin.Leavings.Count == 0 ? [begin] : begin.Leavings;
    }
}

/// <summary>Whether two steps may run at the same time.</summary>
static class SideBySide
{
    public static bool MayBe(Lint lint, Node one, Node other) => Splits(lint).Any(branches =>
    {
        var sets = branches.Select(b => ControlFlow.After(b).Append(b).ToHashSet()).ToList();
        var (first, second) = (lint.Flow.Begin(one), lint.Flow.Begin(other));
        return sets.Exists(a => a.Contains(first) && sets.Exists(b => b != a && b.Contains(second)));
    });

    static IEnumerable<IReadOnlyList<Moment>> Splits(Lint lint)
    {
        foreach (var flowchart in lint.Flowcharts)
            foreach (var fork in flowchart.Forks()) yield return [.. fork.Select(a => lint.Flow.Begin(a.Target))];
        foreach (var step in lint.Steps.Where(s => s.Element is Elements.Parallel or Fork or ParallelForEach or StateMachine or FlowSwitch))
            yield return [.. lint.Flow.Begin(step).Next];
    }
}
