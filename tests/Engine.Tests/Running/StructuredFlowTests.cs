using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Lendflow.Engine.Definitions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests.Running;

/// <summary>What holds for every structured flow of up to 200 steps, with loops, joins, waits and containers in containers, in
/// both modes.</summary>
public sealed class StructuredFlowTests
{
    const int MostResumptions = 2_000;

    /// <summary>How many flows each law is tried on; the environment may ask for more.</summary>
    static readonly int Flows = int.Parse(Environment.GetEnvironmentVariable("LENDFLOW_PROPERTY_RUNS") ?? "100", CultureInfo.InvariantCulture);

    /// <param name="Seed">Chooses which wait is over next.</param>
    sealed record Drawn(Block Block, bool UsesTokens, int Seed)
    {
        public Graph Graph => BlockDrawing.Graph(Block, UsesTokens);
    }

    /// <summary>In counter mode, as in Elsa, every turn of a loop beside a join counts as a visit of the join, so what follows may run again
    /// and again: such a flow may still be waiting when this test loses patience, but never with nothing to wait for.</summary>
    [Fact]
    public void Every_flow_ends() => Holds(drawn =>
    {
        var end = Walk(drawn).Instance;

        return end.Status == WorkflowStatus.Finished || end.Incidents.Count > 0 || !drawn.UsesTokens && end.Waits.Count > 0;
    });

    [Fact]
    public void No_step_runs_without_a_token() => Holds(drawn => StepsWithoutToken(drawn.Graph, Walk(drawn)).Count == 0);

    [Fact]
    public void Every_execution_is_told_to_be_over_once() => Holds(drawn =>
    {
        var over = Walk(drawn).Changes.Select(c => c switch { Change.ActivityCompleted e => e.Activity, Change.ActivityCanceled e => e.Activity, _ => 0 }).Where(id => id > 0);

        return over.GroupBy(id => id).All(g => g.Count() == 1);
    });

    [Fact]
    public void The_same_decisions_are_made_again() => Holds(drawn =>
    {
        var (first, second) = (Walk(drawn), Walk(drawn));

        return first.Bursts.Zip(second.Bursts).All(b => EngineJson.WriteChanges(b.First).AsSpan().SequenceEqual(EngineJson.WriteChanges(b.Second)));
    });

    [Fact]
    public void The_changes_alone_rebuild_the_state_after_every_commit() => Holds(drawn =>
    {
        var rebuilt = new Instance();
        return Walk(drawn, after: (walked, burst) =>
        {
            foreach (var change in EngineJson.ReadChanges(EngineJson.WriteChanges(burst))) rebuilt.Apply(change);
            rebuilt.Committed();
            EngineJson.WriteInstance(rebuilt).Should().Equal(EngineJson.WriteInstance(walked.Instance));
        }).Bursts.Count > 0;
    });

    [Fact]
    public void A_server_that_stops_after_every_commit_comes_to_the_same_end() => Holds(drawn =>
        IsSame(Walk(drawn), Walk(drawn, after: (walked, _) => walked.Reload())));

    [Fact]
    public void A_server_that_stops_once_comes_to_the_same_end_wherever_it_stopped() => Holds(drawn =>
    {
        var undisturbed = Walk(drawn);
        return Enumerable.Range(1, Math.Min(undisturbed.Bursts.Count, 12)).All(stop =>
            IsSame(undisturbed, Walk(drawn, after: (walked, _) => { if (walked.Bursts.Count == stop) walked.Reload(); })));
    });

    static void Holds(Func<Drawn, bool> property)
    {
        var drawn =
            from size in Gen.Choose(1, 200)
            from block in Block.Generator(size)
            from usesTokens in Gen.Elements(true, false)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Drawn(block, usesTokens, seed);
        Prop.ForAll(Arb.From(drawn, d => Block.Shrink(d.Block).Select(b => d with { Block = b })), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Flows));
    }

    /// <summary>Starts a case and ends one of its waits after the other until there is none.</summary>
    static Case Walk(Drawn drawn, Action<Case, IReadOnlyList<Change>>? after = null)
    {
        var walked = new Case(drawn.Graph).Start();
        var random = new System.Random(drawn.Seed);
        after?.Invoke(walked, walked.Bursts[^1]);
        while (walked.Instance is { Status: WorkflowStatus.Running, Waits.Count: > 0 } && walked.Bursts.Count < MostResumptions)
        {
            walked.Now = walked.Now.AddMinutes(1);
            walked.Given(new Trigger.Resume(walked.Instance.Waits[random.Next(walked.Instance.Waits.Count)].Id));
            after?.Invoke(walked, walked.Bursts[^1]);
        }
        return walked;
    }

    static bool IsSame(Case first, Case second) =>
        EngineJson.WriteInstance(first.Instance).AsSpan().SequenceEqual(EngineJson.WriteInstance(second.Instance));

    /// <summary>In token mode every arrow that is followed pays for one start of the step it leads to. In counter mode, where Elsa
    /// lets the latest visits decide, one of the arrows has to be followed. A flowchart's first step is free.</summary>
    static List<string> StepsWithoutToken(Graph graph, Case walked)
    {
        var (tokens, nodes, owners) = (new Dictionary<(int, string), int>(), new Dictionary<int, Node>(), new Dictionary<int, int>());
        var (begun, unpaid) = (new HashSet<int>(), new List<string>());
        foreach (var change in walked.Changes)
        {
            if (change is Change.ActivityStarted { Owner: { } owner } started)
            {
                var node = nodes[started.Activity] = graph[started.Node];
                owners[started.Activity] = owner;
                if (node.Parent!.Type != "Elsa.Flowchart" || begun.Add(owner)) continue;
                if (tokens.GetValueOrDefault((owner, node.Id)) == 0) unpaid.Add($"{node.Id} in {node.Parent.Id}");
                else if (graph.UsesTokens) tokens[(owner, node.Id)]--;
            }
            else if (change is Change.ActivityCompleted completed && owners.TryGetValue(completed.Activity, out var flowchart))
            {
                foreach (var target in Followed(nodes[completed.Activity], completed.Outcomes))
                    tokens[(flowchart, target)] = tokens.GetValueOrDefault((flowchart, target)) + 1;
            }
        }
        return unpaid;
    }

    static IEnumerable<string> Followed(Node node, IReadOnlyList<string>? outcomes) =>
        from arrow in Arrows(node.Parent!)
        where arrow.From == node.Id && (outcomes is null ? arrow.Port == "Done" : outcomes.Contains(arrow.Port))
        select arrow.To;

    static IEnumerable<(string From, string Port, string To)> Arrows(Node flowchart) =>
        flowchart.Type != "Elsa.Flowchart" ? [] : flowchart.Source.GetProperty("connections").EnumerateArray().Select(c =>
            (c.GetProperty("source").GetProperty("activity").GetString()!, c.GetProperty("source").GetProperty("port").GetString()!, c.GetProperty("target").GetProperty("activity").GetString()!));
}
