using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Scripting;

namespace Lendflow.Benchmarks;

/// <summary>One instance from its start to its end, in memory.</summary>
static class OneRun
{
    static readonly Dictionary<string, JsonElement> NoInput = [];
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static (Instance Instance, IReadOnlyList<Change> Changes) Of(Graph graph, string id = "case-1")
    {
        var instance = new Instance();
        var decision = Interpreter.Decide(graph, instance, new Trigger.Start(id, NoInput), Now);
        if (instance.SubStatus != WorkflowSubStatus.Finished) throw new InvalidOperationException($"Expected a run that finishes, but it is {instance.SubStatus}.");
        return (instance, decision.Changes);
    }
}

/// <summary>A flowchart of twelve steps, with the floor and the commit beside it.</summary>
public class TwelveSteps
{
    /// <summary>Runs after which the store is emptied, so that its size is not what is measured.</summary>
    const int StoreHolds = 2_000;

    static readonly Graph Counting = MeasuredFlow.TwelveSteps();
    static readonly Graph WithTokens = MeasuredFlow.TwelveSteps(tokens: true);

    InMemoryStore store = new();
    int committed;

    [Benchmark]
    public int Floor() => HandWritten.Run();

    [Benchmark]
    public int Decided() => OneRun.Of(Counting).Changes.Count;

    [Benchmark]
    public int DecidedWithTokens() => OneRun.Of(WithTokens).Changes.Count;

    [Benchmark]
    public CommitOutcome Committed()
    {
        if (++committed % StoreHolds == 0) store = new InMemoryStore();
        var (instance, changes) = OneRun.Of(Counting, $"case-{committed}");
        instance.Committed();
        return store.CommitAsync(new Commit(instance, 0, changes, default, null, default), default).GetAwaiter().GetResult();
    }
}

/// <summary>Flows of more and more steps.</summary>
public class Steps
{
    Graph sequence = null!;
    Graph flowchart = null!;

    [Params(10, 100, 1_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Build() => (sequence, flowchart) = (MeasuredFlow.Sequence(Count), MeasuredFlow.Flowchart(Count));

    [Benchmark]
    public int Sequence() => OneRun.Of(sequence).Changes.Count;

    [Benchmark]
    public int Flowchart() => OneRun.Of(flowchart).Changes.Count;
}

/// <summary>Loops of more and more turns.</summary>
public class Turns
{
    Graph counting = null!;
    Graph list = null!;
    Graph back = null!;

    [Params(1, 10, 100, 1_000, 10_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Build() => (counting, list, back) = (MeasuredFlow.For(Count), MeasuredFlow.ForEach(Count), MeasuredFlow.LoopBack(Count));

    [Benchmark]
    public int For() => OneRun.Of(counting).Changes.Count;

    [Benchmark]
    public int ForEach() => OneRun.Of(list).Changes.Count;

    [Benchmark]
    public int LoopBack() => OneRun.Of(back).Changes.Count;
}

/// <summary>A condition that was parsed before.</summary>
public class WarmScript
{
    static readonly Script Script = Script.Parse("amount > 300000 && grade === 'B'", out _)!;
    static readonly ScriptHost Host = new ScriptHost().Value("amount", _ => 400_000d).Value("grade", _ => "B");

    [Benchmark]
    public bool Condition() => Script.Run(Host, null, ScriptLimits.Default, default, 1) is ScriptResult.Value { Result.IsTruthy: true };
}
