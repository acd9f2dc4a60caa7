using Lendflow.Benchmarks;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;

namespace Lendflow.Engine.Tests;

/// <summary>What <c>bench engine</c> measures comes to its end; its figures are for quiet machines.</summary>
public sealed class BenchTests
{
    [Fact]
    public void Twelve_steps_are_executed_in_both_modes_and_committed()
    {
        var measured = new TwelveSteps();

        Executed(MeasuredFlow.TwelveSteps()).Should().Be(12);
        Executed(MeasuredFlow.TwelveSteps(tokens: true)).Should().Be(12);
        measured.Floor().Should().BePositive();
        measured.Committed().Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public void Flows_have_as_many_steps_and_loops_as_many_turns_as_they_say()
    {
        Executed(MeasuredFlow.Sequence(10)).Should().Be(10);
        Executed(MeasuredFlow.Flowchart(10)).Should().Be(10);
        Lines(MeasuredFlow.For(10)).Should().Be(10);
        Lines(MeasuredFlow.ForEach(10)).Should().Be(10);
        Lines(MeasuredFlow.LoopBack(10)).Should().Be(10);
    }

    [Fact]
    public void The_measured_condition_holds() => new WarmScript().Condition().Should().BeTrue();

    /// <summary>Without the workflow and its root.</summary>
    static int Executed(Graph graph) => new Case(graph).Start().Changes.OfType<Change.ActivityCompleted>().Count() - 2;

    static int Lines(Graph graph) => new Case(graph).Start().Changes.OfType<Change.LineWritten>().Count();
}
