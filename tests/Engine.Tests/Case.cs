using System.Text.Json;
using Lendflow.Engine.Elements;
using Lendflow.Engine.Expressions;
using Lendflow.Engine.Graphs;
using Lendflow.Engine.Jobs;
using Lendflow.Engine.Running;
using Lendflow.Engine.Tasks;
using Lendflow.Engine.Waiting;

namespace Lendflow.Engine.Tests;

/// <summary>One instance in a test, moved by triggers without a store. Every decision is kept as it was committed.</summary>
sealed class Case(Graph graph)
{
    public Instance Instance { get; private set; } = new();
    public List<IReadOnlyList<Change>> Bursts { get; } = [];
    public DateTimeOffset Now { get; set; } = Some.Time;
    public IEnumerable<Change> Changes => Bursts.SelectMany(b => b);

    public Case Start(Dictionary<string, JsonElement>? input = null)
    {
        Give(new Trigger.Start("case-1", input ?? [])).Should().BeNull();
        return this;
    }

    /// <returns>Why it was refused; null when it took effect.</returns>
    public Refusal? Give(Trigger trigger)
    {
        var decision = Interpreter.Decide(graph, Instance, trigger, Now);
        if (decision.Refusal is not null) return decision.Refusal;
        if (trigger is Trigger.Alter { Target: { } target } && Instance.VersionId == target.Definition.Id) graph = target;
        Bursts.Add(decision.Changes);
        Instance.Committed();
        return null;
    }

    /// <summary>As a server that was stopped and started: all that is left is what was written down.</summary>
    public Case Reload()
    {
        Instance = EngineJson.ReadInstance(EngineJson.WriteInstance(Instance));
        return this;
    }

    /// <summary>Ends the wait of a step, of its oldest execution.</summary>
    public Case Resume(string step, string payload = "null")
    {
        Give(new Trigger.Resume(WaitOf(step).Id, JsonDocument.Parse(payload).RootElement)).Should().BeNull();
        return this;
    }

    /// <summary>Answers the job a step waits for.</summary>
    public Case Answer<T>(string step, T result)
    {
        var wait = WaitOf(step).Id;
        return Given(new Trigger.JobAnswered(Instance.Jobs.First(j => j.WaitId == wait).Id, new JobAnswer.Done(Values.From(result))));
    }

    public Wait WaitOf(string step) => Instance.Waits.First(w => graph[w.Node].Id == step);

    public Case Retry() => Given(new Trigger.RetryIncident(Incident.Id, "olga", "fixed"));

    public Case Skip(string? outcome = null) => Given(new Trigger.SkipIncident(Incident.Id, outcome, "olga", "not needed"));

    public Case Altered(params Alteration[] alterations) => Given(new Trigger.Alter(alterations, "olga", "as asked by the applicant"));

    public Case Migrated(Graph target, Dictionary<string, string>? moves = null) =>
        Given(new Trigger.Alter([new Alteration.Migrate(target.Definition.Version, moves)], "olga", "new rules", Target: target));

    /// <summary>Why alterations are refused.</summary>
    public IEnumerable<string> Refused(Graph? target, params Alteration[] alterations) =>
        Give(new Trigger.Alter(alterations, "olga", "as asked by the applicant", Target: target))!.Problems.Select(p => p.Message);

    public Case Given(Trigger trigger)
    {
        Give(trigger).Should().BeNull();
        return this;
    }

    public Incident Incident => Instance.Incidents.Should().ContainSingle().Subject;

    public JsonElement Variable(string name) => Instance.Activities[1].Variables.First(v => v.Name == name).Value;

    /// <summary>What was written, in order.</summary>
    public string Lines => string.Join(' ', Changes.OfType<Change.LineWritten>().Select(l => l.Text));

    /// <summary>The journal: <c>+A</c> started, <c>.A</c> completed, <c>~A</c> waits, <c>>A</c> resumed, <c>!A</c> faulted, <c>xA</c> cancelled.</summary>
    public string Journal => JournalOf(Changes);

    public string LastJournal => JournalOf(Bursts[^1]);

    string JournalOf(IEnumerable<Change> changes) => string.Join(' ', changes.Select(Entry).OfType<string>());

    string? Entry(Change change) => change switch
    {
        Change.ActivityStarted c => $"+{graph[c.Node].Id}",
        Change.ActivityCompleted c => $".{Id(c.Activity)}",
        Change.WaitCreated c => $"~{Id(c.Wait.Activity)}",
        Change.ActivityResumed c => $">{Id(c.Activity)}",
        Change.ActivityFaulted c => $"!{c.Incident.ActivityId}",
        Change.ActivityCanceled c => $"x{Id(c.Activity)}",
        _ => null,
    };

    string Id(int activity) => graph[Changes.OfType<Change.ActivityStarted>().First(s => s.Activity == activity).Node].Id;
}
