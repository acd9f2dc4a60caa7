using Lendflow.Engine.Running;
using Lendflow.Engine.Storage;
using Lendflow.Engine.Tasks;

namespace Lendflow.HumanTasks.Tasks;

/// <summary>The clocks of a whole case and of its stages, read from what happened to it. The fact <c>waitingFor</c> says whose time
/// it is, the fact <c>stage</c> where the case is; both are set by the steps.</summary>
public static class CaseClocks
{
    /// <summary>Key of the clock of the whole case.</summary>
    public const string Case = "case";

    const string Stage = "stage";
    const string WaitingFor = "waitingFor";

    /// <summary>Before the name of a stage, the key of its SLA policy; a step of the same name may have one of its own.</summary>
    public const string StagePolicy = "stage/";

    /// <summary>What <c>status</c> says of a case that is over.</summary>
    public static readonly IReadOnlyList<string> Ends = ["disbursed", "declined", "blocked", "withdrawn"];

    /// <summary>The clock of the case first, then those of its stages in the order they were reached. A stage that is reached again
    /// goes on with its clock: what passed in between is a third party's.</summary>
    public static IReadOnlyList<SlaClock> Of(IReadOnlyList<LogEntry> log)
    {
        var clocks = new List<SlaClock>();
        var (stage, whose) = (default(string), WhoseTime.Us);
        foreach (var entry in log)
            foreach (var change in entry.Changes)
                switch (change)
                {
                    case Change.InstanceStarted:
                        clocks.Add(Begun(Case, entry.At));
                        break;
                    case Change.FactSet { Name: WaitingFor } fact:
                        whose = WhoseOf(fact.Value);
                        foreach (var key in new[] { Case, stage }) Replace(key, clock => Turn(clock, whose, fact.Value, entry.At));
                        break;
                    case Change.FactSet { Name: Stage } fact when fact.Value != stage:
                        Replace(stage, clock => Turn(clock, WhoseTime.ThirdParty, Elsewhere, entry.At));
                        stage = fact.Value;
                        if (stage is not null && clocks.All(clock => clock.Policy != stage)) clocks.Add(Begun(stage, entry.At));
                        Replace(stage, clock => Turn(clock, whose, null, entry.At));
                        break;
                    case Change.Triggered { Kind: Trigger.Clock.Kind, Detail: { } detail } when CaseRing.TryRead(detail, out var key, out var percent, out var number):
                        Replace(key, clock => percent is { } rung ? clock with { Rung = [.. clock.Rung, rung] } : clock with { Reminders = number });
                        break;
                    case Change.FactSet { Name: CaseFacts.Status, Value: { } status } when Ends.Contains(status):
                    case Change.StatusChanged { Status: WorkflowStatus.Finished }:
                        for (var i = 0; i < clocks.Count; i++) clocks[i] = Calendars.SlaClocks.Stop(clocks[i], entry.At);
                        break;
                    default:
                        break;
                }
        return [.. clocks.Select(clock => clock.Policy == Case || clock.Policy == stage ? clock : WithoutElsewhere(clock))];

        void Replace(string? key, Func<SlaClock, SlaClock> turned)
        {
            var index = clocks.FindIndex(clock => clock.Policy == key);
            if (index >= 0) clocks[index] = turned(clocks[index]);
        }
    }

    const string Elsewhere = "in another stage";

    static SlaClock Begun(string key, DateTimeOffset at) => new(key, [new ClockSpan(WhoseTime.Us, at)], []);

    static SlaClock Turn(SlaClock clock, WhoseTime whose, string? reason, DateTimeOffset at) => Calendars.SlaClocks.Turn(clock, whose, reason, at);

    /// <summary>A stage that was left ends where it was left for the last time.</summary>
    static SlaClock WithoutElsewhere(SlaClock clock) => clock.Spans[^1].Reason == Elsewhere && clock.Spans.Count > 1 ? clock with { Spans = [.. clock.Spans.SkipLast(1)] } : clock;

    static WhoseTime WhoseOf(string? waitingFor) => waitingFor switch
    {
        "applicant" => WhoseTime.Applicant,
        "thirdParty" => WhoseTime.ThirdParty,
        _ => WhoseTime.Us,
    };
}
