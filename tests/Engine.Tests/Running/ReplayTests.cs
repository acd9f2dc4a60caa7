using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tests.Conformance;
using Lendflow.Engine.Virtual;
using Lendflow.Engine.Waiting;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;

namespace Lendflow.Engine.Tests.Running;

/// <summary>The changes are the whole truth: the same inputs give the same changes, and the changes alone give the same state.</summary>
public sealed class ReplayTests
{
    const int MostResumptions = 10;

    [Fact]
    public void Changes_of_random_flows_replay_to_the_same_state() =>
        Prop.ForAll(RandomFlow.Generator.ToArbitrary(), flow => Check(flow.Graph(tokens: false)) && Check(flow.Graph(tokens: true))).QuickCheckThrowOnFailure();

    public static IEnumerable<object[]> Files => ElsaExpectations.Files.Select(f => new object[] { Path.GetFileName(f), f });

    [ElsaTheory]
    [MemberData(nameof(Files))]
    public void Changes_of_flows_of_others_replay_to_the_same_state(string name, string file)
    {
        var definition = DefinitionJson.Read(File.ReadAllBytes(file), Some.Time, () => name, out _);

        var isSame = definition is null || Check(GraphBuilder.Build(definition, new ElementTable()));

        isSame.Should().BeTrue();
    }

    static bool Check(Graph graph)
    {
        var (first, second) = (Run(graph), Run(graph));
        var state = EngineJson.WriteInstance(first.Instance);
        return state.AsSpan().SequenceEqual(EngineJson.WriteInstance(second.Instance))
            && first.Bursts.Zip(second.Bursts).All(b => EngineJson.WriteChanges(b.First).AsSpan().SequenceEqual(EngineJson.WriteChanges(b.Second)))
            && state.AsSpan().SequenceEqual(EngineJson.WriteInstance(Replay(first)))
            && state.AsSpan().SequenceEqual(EngineJson.WriteInstance(EngineJson.ReadInstance(state)));
    }

    static Case Run(Graph graph)
    {
        var run = new Case(graph).Start();
        for (var i = 0; i < MostResumptions && run.Instance.Status == WorkflowStatus.Running; i++)
        {
            if (run.Instance.Waits.Find(w => w.Kind is WaitKind.Event or WaitKind.Timer) is not { } wait) break;
            run.Now = run.Now.AddMinutes(1);
            run.Given(new Trigger.Resume(wait.Id));
        }
        return run;
    }

    /// <summary>From what the log keeps: changes as JSON, one entry a commit.</summary>
    internal static Instance Replay(Case run)
    {
        var instance = new Instance();
        foreach (var burst in run.Bursts)
        {
            foreach (var change in EngineJson.ReadChanges(EngineJson.WriteChanges(burst))) instance.Apply(change);
            instance.Committed();
        }
        return instance;
    }
}

/// <summary>Flowcharts without arrows back: every one of them ends.</summary>
static class RandomFlow
{
    static readonly string[] Kinds = ["line", "decision", "event", "script", "join", "fault", "delay", "finish"];

    public static readonly Gen<Flow> Generator =
        from count in Gen.Choose(1, 12)
        from kinds in Gen.Elements(Kinds).ListOf(count)
        from arrows in Gen.Two(Gen.Choose(0, count)).ListOf(2 * count)
        select Build([.. kinds], [.. arrows]);

    static Flow Build(string[] kinds, (int, int)[] arrows)
    {
        var flow = Flow.Named("random").Variable("N", "Int32", "0");
        for (var i = 0; i < kinds.Length; i++) Add(flow, $"S{i}", kinds[i], i);
        foreach (var (a, b) in arrows)
        {
            var (from, to) = (Math.Min(a, b), Math.Max(a, b));
            if (from == to || to >= kinds.Length) continue;
            var port = kinds[from] == "decision" ? (a < b ? ":True" : ":False") : "";
            flow.Arrows($"S{from}{port} > S{to}");
        }
        return flow;
    }

    static Flow Add(Flow flow, string id, string kind, int i) => kind switch
    {
        "decision" => flow.Step(id, "FlowDecision", ("condition", new Js("variables.N % 2 == 0"))),
        "event" => flow.Step(id, "Event", ("eventName", "Go")),
        "script" => flow.Script(id, "variables.N += Math.floor(Math.random() * 10); newGuid()"),
        "join" => flow.Step(id, "FlowJoin", ("mode", i % 3 == 0 ? "WaitAll" : i % 3 == 1 ? "WaitAny" : "WaitAllActive")),
        "fault" => flow.Step(id, "Fault", ("message", "boom")),
        "delay" => flow.Step(id, "Delay"),
        "finish" => flow.Step(id, "Finish"),
        _ => flow.Line(id),
    };
}
